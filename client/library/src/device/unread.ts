import type { ConversationRecord, Run } from "../store/store.js";

/** The unread messages among the entries that a device holds, as ascending runs of `seq`. */
export type Unread = readonly Run[];

type UnreadOf = Pick<ConversationRecord, "base" | "listed" | "read" | "unread">;

/** The number of unread messages of the peer: those held, and others from the server's list. */
export function unreadCount({ base, listed, read, unread }: UnreadOf): number {
  const { lastSeq, unread: all } = listed ?? { lastSeq: 0, unread: 0 };
  const mostBelow = Math.max(0, (base ?? lastSeq) - read);
  const below = Math.min(mostBelow, Math.max(0, all - countUpTo(unread, lastSeq)));
  return countUpTo(unread, Infinity) + below;
}

/** The number of unread messages up to a `seq`. */
function countUpTo(unread: Unread, end: number): number {
  return unread.reduce(
    (sum, [first, last]) => sum + Math.max(0, Math.min(last, end) - first + 1),
    0,
  );
}

/** The messages that are still unread once the user has read up to a `seq`. */
export function readUpTo(unread: Unread, read: number): Run[] {
  return unread
    .map(([first, last]): Run => [Math.max(first, read + 1), last])
    .filter(([first, last]) => first <= last);
}

/** Adds a `seq` that is beyond all runs. */
export function add(runs: Run[], seq: number): void {
  const last = runs.at(-1);
  if (last && last[1] === seq - 1) {
    runs[runs.length - 1] = [last[0], seq];
  } else {
    runs.push([seq, seq]);
  }
}
