import { pick } from "../pick.js";
import type { ConversationRecord, HiddenRecord } from "../store/store.js";
import { NOTHING_HIDDEN } from "./hidden-part.js";
import { LogReplica } from "./log-replica.js";
import { unreadCount } from "./unread.js";

/** The version of the folds that this library writes. */
export const FOLDS = 1;

/** The present record of a replica. */
export function recordOf(replica: LogReplica): ConversationRecord {
  return {
    ...pick(replica, "peer", "base", "held", "end", "lastOfPeer", "read", "digest", "listed"),
    ...pick(replica, "peerDelivered", "peerRead", "lastMessage", "lastAt", "acked", "confirmed"),
    ...pick(replica, "blocked", "muted", "archived", "pinned", "settingsVersion"),
    ...(replica.hidden !== NOTHING_HIDDEN && { hidden: hiddenOf(replica) }),
    unread: [...replica.unread],
    folds: FOLDS,
  };
}

/** Hidden messages that are held have a mark in the store. */
function hiddenOf({ held, hidden }: LogReplica): HiddenRecord {
  return { ...hidden, ahead: hidden.ahead.filter(seq => seq > held) };
}

/** The replica of a record. */
export function replicaOf(record: ConversationRecord): LogReplica {
  const { peer, unread, folds: _, ...fields } = record;
  const own = { unread: [...unread], told: record.held };
  return Object.assign(new LogReplica(peer), fields, own);
}

/** A replica of the same log without entries. */
export function emptied(replica: LogReplica): LogReplica {
  const kept = pick(replica, "lastMessage", "lastAt", "read", "peerDelivered", "peerRead");
  const listed = { lastSeq: replica.held, unread: unreadCount(replica) };
  // The folds are gone, so the device asks for all hidden messages again.
  const hidden = { ...replica.hidden, version: 0, ahead: [] };
  const empty = Object.assign(new LogReplica(replica.peer), kept, { listed, hidden });
  empty.set(replica);
  return empty;
}
