import { pick } from "../pick.js";
import type { Entry } from "../protocol/model.js";
import type { ConversationRecord } from "../store/store.js";
import { LogReplica } from "./log-replica.js";
import { unreadCount } from "./unread.js";

/** The record of a replica as it is now. */
export function recordOf(replica: LogReplica): ConversationRecord {
  return {
    ...pick(replica, "peer", "base", "held", "end", "lastOfPeer", "read", "digest", "listed"),
    ...pick(replica, "peerDelivered", "peerRead", "acked", "confirmed", "lastMessage"),
    ...pick(replica, "blocked", "muted", "archived", "pinned", "settingsVersion"),
    unread: [...replica.unread],
  };
}

/**
 * The replica of a record.
 *
 * @param beyond the stored entries beyond `held`
 */
export function replicaOf(record: ConversationRecord, beyond: readonly Entry[]): LogReplica {
  const { peer, unread, ...fields } = record;
  const replica = Object.assign(new LogReplica(peer), fields, { unread: [...unread] });
  replica.keep(beyond);
  return replica;
}

/** A replica of the same log without entries. */
export function emptied(replica: LogReplica): LogReplica {
  const kept = pick(replica, "lastMessage", "read", "peerDelivered", "peerRead");
  const listed = { lastSeq: replica.held, unread: unreadCount(replica) };
  const empty = Object.assign(new LogReplica(replica.peer), kept, { listed });
  empty.set(replica);
  return empty;
}
