import { outgoingOf } from "./messages.js";
import { foldsIn, isOperation } from "./protocol/fold.js";
/** The messages and operations of a device that are not in their place yet. */
export class OutgoingItems {
    #all = new Map();
    /** The last entry of a conversation that the device holds. */
    #held;
    constructor(held) {
        this.#held = held;
    }
    /** Replaces all items. */
    reset(all) {
        this.#all.clear();
        for (const one of all) {
            this.#all.set(one.item.clientMessageId, one);
        }
    }
    /** An item has changed or left the outbox. */
    set({ item, settled }) {
        if (settled && (item.seq ?? 0) <= this.#held(item.to)) {
            this.#all.delete(item.clientMessageId);
        }
        else {
            this.#all.set(item.clientMessageId, { item, settled });
        }
    }
    get(id) {
        return this.#all.get(id ?? "")?.item;
    }
    /** The device holds more of a conversation. */
    placed(peer) {
        for (const one of [...this.#all.values()].filter(({ item }) => item.to === peer)) {
            if (one.settled) {
                this.set(one);
            }
        }
    }
    /** The conversations that have a message or an operation here. */
    peers() {
        return [...this.#all.values()].map(({ item }) => item.to);
    }
    /** Messages, with the edits of them: those with a `seq` first, then in the order of writing. */
    messages() {
        const removed = new Set(this.#of("remove").map(({ targetId }) => targetId));
        return this.#waiting()
            .filter(({ body, clientMessageId }) => !isOperation(body.type) && !removed.has(clientMessageId))
            .map(item => this.message(item));
    }
    /** A message of the outbox, with the edits of it that wait, too. */
    message(item) {
        const edits = this.#of("edit").filter(({ targetId }) => targetId === item.clientMessageId);
        return outgoingOf(item, edits.at(-1)?.body.text);
    }
    operations() {
        return this.#waiting()
            .filter(({ body }) => isOperation(body.type))
            .map(operationOf);
    }
    /** What the operations that wait make of a message; `self` is this user. */
    foldOf(peer, seq, self) {
        const operations = this.#waiting().filter(({ to, target }) => to === peer && target === seq);
        return foldsIn(operations.map(item => entryOf(item, self))).get(seq);
    }
    #of(type) {
        return this.#waiting().filter(({ body }) => body.type === type);
    }
    #waiting() {
        return [...this.#all.values()]
            .map(({ item }) => item)
            .filter(({ to, seq = Infinity }) => seq > this.#held(to))
            .sort((a, b) => (a.seq ?? Infinity) - (b.seq ?? Infinity) || a.order - b.order);
    }
}
/** An operation of the outbox. */
export function operationOf(item) {
    const { to, clientMessageId, body, target, createdAt } = item;
    const { type, text, emoji } = body;
    return {
        peer: to,
        clientMessageId,
        type: type,
        ...(target !== undefined && { target }),
        ...(text !== undefined && { text }),
        ...(emoji !== undefined && { emoji }),
        createdAt,
    };
}
/** The entry that an operation of the outbox will be. */
function entryOf(item, from) {
    const { seq = Infinity, body, clientMessageId, createdAt, target = 0 } = item;
    return { seq, kind: body.type, target, from, clientMessageId, sentAt: createdAt, body };
}
//# sourceMappingURL=outgoing-items.js.map