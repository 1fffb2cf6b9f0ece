import { isMessage } from "../protocol/content.js";
import type { Entry, LastMessage } from "../protocol/model.js";
import type { HiddenFrame } from "../protocol/server-frames.js";
import type { HiddenRecord } from "../store/store.js";
import { erased } from "./folding.js";
import { lastMessageAfter } from "./preview.js";

/** Nothing was ever hidden. */
export const NOTHING_HIDDEN: HiddenRecord = {
  version: 0,
  known: 0,
  clearedTo: 0,
  ahead: [],
  waiting: [],
  clearing: 0,
};

/** What a frame says of the hidden messages of a conversation. */
export type Said = Pick<HiddenFrame, "clearedTo" | "seqs" | "version">;

/** A replica, of which some messages are hidden. */
export interface Replica {
  readonly held: number;
  readonly aside: Map<number, Entry>;
  lastMessage: LastMessage | undefined;
  lastAt: number;
  hidden: HiddenRecord;
  markRead(seq: number): void;
}

/**
 * An entry without its content if the user has hidden it. Entries that the device already holds get
 * a mark in the store. An operation on a cleared message has no effect.
 */
export function veiled({ clearedTo, ahead }: HiddenRecord, entry: Entry): Entry {
  const { seq, target = Infinity } = entry;
  if (seq <= clearedTo || ahead.includes(seq)) {
    return { ...erased(entry), hidden: true };
  }
  return isMessage(entry) || target > clearedTo ? entry : erased(entry);
}

/** Called when a replica has the next entry. */
export function see(replica: Replica, entry: Entry): void {
  if (isMessage(entry)) {
    replica.lastAt = Math.max(replica.lastAt, entry.sentAt);
  }
  if (!entry.hidden) {
    replica.lastMessage = lastMessageAfter(replica.lastMessage, entry);
  }
}

/** Adopts the last message of the server's list, unless it is hidden. */
export function adopt(replica: Replica, last: LastMessage): void {
  const { held, hidden, lastMessage } = replica;
  replica.lastAt = Math.max(replica.lastAt, last.sentAt);
  // A message that is held may have a mark in the store: see `Shown`.
  const { seq } = last;
  const isVisible = seq > held ? !hidden.ahead.includes(seq) : hidden.version === 0;
  if (isVisible && seq > Math.max(hidden.clearedTo, lastMessage?.seq ?? 0)) {
    replica.lastMessage = last;
  }
}

/** The user has hidden messages of a replica, and all entries up to one, which are read then. */
export function hide(replica: Replica, seqs: readonly number[], clearedTo: number): void {
  const { aside, hidden, lastMessage } = replica;
  replica.hidden = { ...hidden, clearedTo, ahead: union(hidden.ahead, seqs) };
  replica.markRead(clearedTo);
  for (const [seq, entry] of aside) {
    aside.set(seq, veiled(replica.hidden, entry));
  }
  const last = lastMessage?.seq ?? 0;
  if (last <= clearedTo || seqs.includes(last)) {
    replica.lastMessage = undefined;
  }
}

/** The last message to show in a list. None is shown while the device asks what is hidden. */
export function shownOf({
  hidden,
  lastMessage,
}: Pick<Replica, "hidden" | "lastMessage">): LastMessage | undefined {
  return hidden.known > hidden.version ? undefined : lastMessage;
}

/** The numbers of both lists, each once. */
export function union(some: readonly number[], others: readonly number[]): number[] {
  return [...new Set([...some, ...others])];
}
