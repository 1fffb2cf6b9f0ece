import { pick } from "../pick.js";
import type { ConversationRecord } from "../store/store.js";
import { LogReplica } from "./log-replica.js";
import { unreadCount } from "./unread.js";

/** The version of the folds that this library writes. */
export const FOLDS = 1;

/** The present record of a replica. */
export function recordOf(replica: LogReplica): ConversationRecord {
  return {
    ...pick(replica, "peer", "base", "held", "end", "lastOfPeer", "read", "digest", "listed"),
    ...pick(replica, "peerDelivered", "peerRead", "acked", "confirmed", "lastMessage"),
    ...pick(replica, "blocked", "muted", "archived", "pinned", "settingsVersion"),
    unread: [...replica.unread],
    folds: FOLDS,
  };
}

/** The replica of a record. */
export function replicaOf(record: ConversationRecord): LogReplica {
  const { peer, unread, folds: _, ...fields } = record;
  const own = { unread: [...unread], told: record.held };
  return Object.assign(new LogReplica(peer), fields, own);
}

/** A replica of the same log without entries. */
export function emptied(replica: LogReplica): LogReplica {
  const kept = pick(replica, "lastMessage", "read", "peerDelivered", "peerRead");
  const listed = { lastSeq: replica.held, unread: unreadCount(replica) };
  const empty = Object.assign(new LogReplica(replica.peer), kept, { listed });
  empty.set(replica);
  return empty;
}
