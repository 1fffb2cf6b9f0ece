import type { ConnectionState } from "./device/connection-state.js";
import type { ConversationState } from "./device/events.js";
import type { StorageState } from "./device/storage.js";
import type { ChatError } from "./errors.js";
import type { Message, OutgoingMessage } from "./messages.js";
import type { Presence } from "./protocol/model.js";
import type { Typing } from "./protocol/server-frames.js";

/** The events of a client. Messages and state are on the disk of this device before their event. */
export interface ChatEvents {
  /** The connection changed. */
  readonly connection: ConnectionState;
  /** Storage failed, or works again. */
  readonly storage: StorageState;
  /** New messages of a conversation, also of this user: in order, without a gap, each once. */
  readonly messages: { readonly peer: string; readonly messages: readonly Message[] };
  /** A conversation changed: its messages, receipts or settings. */
  readonly conversation: ConversationState;
  /**
   * A message of this device was added to the outbox, sent, refused, or removed from the outbox.
   */
  readonly outgoing: OutgoingMessage;
  /** The replica of a conversation was dropped; it is read again. */
  readonly forgotten: { readonly peer: string };
  /** The peer started or stopped writing. */
  readonly typing: Typing;
  /** The presence of watched users changed. */
  readonly presence: readonly Presence[];
  /** An error outside of any call; the client continues by itself. */
  readonly error: ChatError;
  /** Another tab is the leader now: read all state on the screen again. */
  readonly reset: undefined;
}
