import type { ErrorCode } from "../errors.js";
import { pick } from "../pick.js";
import type {
  Entry,
  Fold,
  LastMessage,
  Presence,
  Settings,
  TypingState,
} from "../protocol/model.js";
import type { OutboxItem } from "../store/store.js";
import type { ConnectionState } from "./connection-state.js";
import { shownOf } from "./hidden-part.js";
import type { LogReplica } from "./log-replica.js";
import type { StorageState } from "./storage.js";
import { unreadCount } from "./unread.js";

/** The state of a conversation on this device. */
export interface ConversationState extends Settings {
  /** The other user. */
  readonly peer: string;
  /** The log goes at least this far. */
  readonly lastSeq: number;
  /** The last entry up to which this device holds the conversation without a gap. */
  readonly held: number;
  /**
   * The entry before the first one held: 0 if the beginning is held, absent if no entry is held.
   */
  readonly base?: number | undefined;
  /** The last entry that the user has read. */
  readonly read: number;
  /** The last entry that some device of the peer holds. */
  readonly peerDelivered: number;
  /** The last entry that the peer has read. */
  readonly peerRead: number;
  /** Messages of the peer beyond `read`. */
  readonly unread: number;
  /** The newest message that is not hidden; absent if there is none. */
  readonly lastMessage?: LastMessage | undefined;
  /** When the newest message was sent, also if it is hidden. Lists are ordered by it. */
  readonly lastAt?: number | undefined;
  /** The user has cleared the conversation up to this entry; 0 for never. */
  readonly clearedTo: number;
}

/** An event of a device, as plain data. Events are in the order in which changes became durable. */
export type DeviceEvent =
  | { readonly type: "user"; readonly user: string }
  | { readonly type: "connection"; readonly state: ConnectionState }
  | { readonly type: "storage"; readonly state: StorageState }
  | {
      readonly type: "messages";
      readonly peer: string;
      /** Entries of kind message. */
      readonly entries: readonly Entry[];
      /** The folds of the operations that arrived with them. */
      readonly folds: readonly Fold[];
      readonly after: number;
      readonly upTo: number;
    }
  | { readonly type: "changed"; readonly peer: string; readonly seqs: readonly number[] }
  | { readonly type: "cleared"; readonly peer: string; readonly upTo: number }
  | { readonly type: "conversation"; readonly conversation: ConversationState }
  | { readonly type: "outbox"; readonly item: OutboxItem; readonly settled: boolean }
  | { readonly type: "forgotten"; readonly peer: string }
  | { readonly type: "typing"; readonly peer: string; readonly state: TypingState }
  | { readonly type: "presence"; readonly users: readonly Presence[] }
  | {
      readonly type: "error";
      readonly code: ErrorCode;
      readonly message: string;
      readonly peer: string | undefined;
    };

/** The state of a device, for a client that starts. */
export interface Snapshot {
  readonly user: string | undefined;
  readonly connection: ConnectionState;
  readonly storage: StorageState;
  readonly conversations: readonly ConversationState[];
  readonly outbox: readonly { readonly item: OutboxItem; readonly settled: boolean }[];
  readonly presence: readonly Presence[];
}

export function stateOf(replica: LogReplica): ConversationState {
  return {
    ...pick(replica, "peer", "base", "held", "read", "peerDelivered", "peerRead"),
    ...pick(replica, "blocked", "muted", "archived", "pinned"),
    lastSeq: replica.end,
    unread: unreadCount(replica),
    lastMessage: shownOf(replica),
    lastAt: replica.lastAt || replica.lastMessage?.sentAt,
    clearedTo: replica.hidden.clearedTo,
  };
}
