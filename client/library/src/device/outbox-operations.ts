import { isOperation } from "../protocol/fold.js";
import { LIMITS } from "../protocol/limits.js";
import type { OutboxItem, Store } from "../store/store.js";
import type { LogReplica } from "./log-replica.js";

/** The changes of the outbox by a new operation. */
export interface Absorbed {
  /** Items that are no longer sent. */
  readonly dropped: readonly OutboxItem[];
  /** An item that is sent with other content. */
  readonly changed?: OutboxItem;
}

/**
 * The changes by an operation among the items that were never sent. It replaces an earlier
 * operation of its type on the same message. An edit changes an unsent message, and a removal
 * deletes it with all operations on it.
 */
export function absorbed(
  operation: OutboxItem,
  items: readonly OutboxItem[],
  isUntried: (item: OutboxItem) => boolean,
): Absorbed {
  const { body, clientMessageId, target, targetId, to } = operation;
  const isRemoval = body.type === "remove";
  const others = items.filter(item => item.to === to && item.clientMessageId !== clientMessageId);
  const replaced = others.filter(
    item =>
      isOperation(item.body.type) &&
      isUntried(item) &&
      item.target === target &&
      item.targetId === targetId &&
      (isRemoval || item.body.type === body.type),
  );
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
export function resolved({ targetId: _, ...operation }: OutboxItem, target: number): OutboxItem {
  return { ...operation, target };
}

/** The `seq` of a message that this device holds, by its id. */
export async function seqOf(
  store: Store,
  { base = Infinity, held, peer }: LogReplica,
  id: string | undefined,
): Promise<number | undefined> {
  for (let before = held + 1; before > base + 1; ) {
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
