import { isOperation } from "../protocol/fold.js";
import { LIMITS } from "../protocol/limits.js";
/**
 * What an operation changes among the items that were never sent: it takes the place of an earlier one
 * of its type on the same message, an edit changes a message, and a removal takes back all of it.
 */
export function absorbed(operation, items, isUntried) {
    const { body, clientMessageId, target, targetId, to } = operation;
    const isRemoval = body.type === "remove";
    const others = items.filter(item => item.to === to && item.clientMessageId !== clientMessageId);
    const replaced = others.filter(item => isOperation(item.body.type) &&
        isUntried(item) &&
        item.target === target &&
        item.targetId === targetId &&
        (isRemoval || item.body.type === body.type));
    const message = others.find(item => item.clientMessageId === targetId);
    if (message?.rejected) {
        return { dropped: [...replaced, operation] };
    }
    if (!message || !isUntried(message) || body.type === "reaction") {
        return { dropped: replaced };
    }
    return isRemoval
        ? { dropped: [...replaced, message, operation] }
        : {
            dropped: [...replaced, operation],
            changed: { ...message, body: { ...message.body, ...body, type: message.body.type } },
        };
}
/** An operation whose message is in the log. */
export function resolved({ targetId: _, ...operation }, target) {
    return { ...operation, target };
}
/** The place of a message that this device holds, by its id. */
export async function seqOf(store, { base = Infinity, held, peer }, id) {
    for (let before = held + 1; before > base + 1;) {
        const range = { after: base, before, limit: LIMITS.page };
        const entries = await store.entries(peer, range);
        const found = entries.find(({ clientMessageId }) => clientMessageId === id);
        if (found) {
            return found.seq;
        }
        before = entries[0]?.seq ?? 0;
    }
    return undefined;
}
//# sourceMappingURL=outbox-operations.js.map