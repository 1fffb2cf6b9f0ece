import type { ConversationRecord, Mark } from "../store/store.js";

/** The ack of an empty log. */
export const NOTHING: Mark = { delivered: 0, read: 0 };

/** Whether a server that has `known` needs no ack of `mark`. */
export function covers(known: Mark, mark: Mark): boolean {
  return known.delivered >= mark.delivered && known.read >= mark.read;
}

/** The greater of each number of two acks. */
export function furthest(a: Mark, b: Mark): Mark {
  return {
    delivered: Math.max(a.delivered, b.delivered),
    read: Math.max(a.read, b.read),
  };
}

/** The present content of an ack of a conversation. */
export function markOf({ held, read }: Pick<ConversationRecord, "held" | "read">): Mark {
  return { delivered: held, read: Math.min(read, held) };
}

/** Whether an ack is due: for entries of the peer, or because the user has read more. */
export function needsAck(record: ConversationRecord): boolean {
  const { acked, lastOfPeer } = record;
  return lastOfPeer > acked.delivered || markOf(record).read > acked.read;
}

/** Whether an ack may have been lost. */
export function isUnconfirmed({ acked, confirmed }: ConversationRecord): boolean {
  return !covers(confirmed, acked);
}
