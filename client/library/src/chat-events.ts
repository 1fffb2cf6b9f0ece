import type { ConnectionState } from "./device/connection-state.js";
import type { ConversationState } from "./device/events.js";
import type { StorageState } from "./device/storage.js";
import type { ChatError } from "./errors.js";
import type { OutgoingMessage, OutgoingOperation } from "./messages.js";
import type { Part } from "./part.js";
import type { Presence } from "./protocol/model.js";
import type { Typing } from "./protocol/server-frames.js";

/** The events of a client. Messages and state are on the disk of this device before their event. */
export interface ChatEvents {
  /** The connection changed. */
  readonly connection: ConnectionState;
  /** Storage failed, or works again. */
  readonly storage: StorageState;
  /** New messages of a conversation, also of this user: in order, without a gap, each once. */
  readonly messages: Part & { readonly peer: string };
  /**
   * Messages were edited, removed, hidden, or got other reactions, on this device or another one:
   * read the visible ones again with `Conversation.message`, which returns undefined for a hidden
   * one. Some of them may not be on this device.
   */
  readonly changed: { readonly peer: string; readonly seqs: readonly number[] };
  /** The user has cleared a conversation, on any device: show no message up to `upTo` any more. */
  readonly cleared: { readonly peer: string; readonly upTo: number };
  /**
   * The server has finally refused an edit, a removal or a reaction of this device, which is
   * dropped. The message is as it was before. The error's code is `targetGone`, `tooLate`,
   * `notSupported` (from a server older than this library), or another code of the server.
   */
  readonly refused: { readonly operation: OutgoingOperation; readonly error: ChatError };
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
