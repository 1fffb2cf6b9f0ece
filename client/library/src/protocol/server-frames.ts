import type {
  Body,
  ConversationPosition,
  ConversationSummary,
  Entry,
  Presence,
  Profile,
  Reaction,
  TypingState,
  VersionedSettings,
} from "./model.js";
import type { Searched } from "./search-frames.js";

/** The message is in the log. */
export interface Accepted {
  readonly type: "accepted";
  readonly requestId?: string;
  readonly peer: string;
  readonly seq: number;
  readonly clientMessageId: string;
  readonly sentAt: number;
  readonly salt?: string;
  readonly digest?: string;
}

/** Entries of a log with ascending, consecutive numbers. */
export interface Messages {
  readonly type: "messages";
  readonly peer: string;
  readonly after?: number;
  readonly messages: readonly Entry[];
  readonly digest?: string;
}

/** The last entries of the conversation that the peer has received and read. */
export interface Receipt {
  readonly type: "receipt";
  readonly peer: string;
  readonly delivered: number;
  readonly read: number;
  readonly at?: number;
}

/** The user has read up to `read` on another device. */
export interface CursorFrame {
  readonly type: "cursor";
  readonly peer: string;
  readonly read: number;
}

/** The end of a catch-up. */
export interface CaughtUp {
  readonly type: "caughtUp";
  readonly requestId?: string;
  readonly at?: number;
  readonly more?: boolean;
  readonly conversations: readonly ConversationPosition[];
}

/** All acks of a frame are stored. */
export interface Acked {
  readonly type: "acked";
  readonly requestId: string;
}

/** The fold of later operations on a message of a page. */
export interface MessageState {
  readonly seq: number;
  /** The last edit. */
  readonly edit?: { readonly seq: number; readonly at?: number; readonly body: Body };
  /** The number of edits. */
  readonly edits?: number;
  readonly reactions?: readonly Reaction[];
}

/** A page of a log. */
export interface History {
  readonly type: "history";
  readonly requestId?: string;
  readonly peer: string;
  readonly messages: readonly Entry[];
  readonly more: boolean;
  readonly digest?: string;
  /** Only for a request with `fold`: the folds of messages that were edited or have reactions. */
  readonly state?: readonly MessageState[];
}

/** A page of the user's conversations. */
export interface Conversations {
  readonly type: "conversations";
  readonly requestId?: string;
  readonly conversations: readonly ConversationSummary[];
  readonly cursor?: string;
}

/** The presence of users: a reply or a push. */
export interface PresenceFrame {
  readonly type: "presence";
  readonly requestId?: string;
  readonly users: readonly Presence[];
}

/** The peer began or stopped writing. */
export interface Typing {
  readonly type: "typing";
  readonly peer: string;
  readonly state: TypingState;
}

/** The requested profiles. */
export interface ProfileFrame {
  readonly type: "profile";
  readonly requestId?: string;
  readonly users: readonly Profile[];
}

/** The current settings of a conversation. */
export interface ConversationFrame extends VersionedSettings {
  readonly type: "conversation";
  readonly requestId?: string;
  readonly peer: string;
}

/** What the user has hidden of a conversation. */
export interface HiddenFrame {
  readonly type: "hidden";
  readonly requestId?: string;
  readonly peer: string;
  readonly version: number;
  readonly clearedTo: number;
  readonly seqs?: readonly number[];
  readonly next?: number;
}

/** A request, or one ack of it, was refused. */
export interface Rejected {
  readonly type: "rejected";
  readonly requestId?: string;
  readonly peer?: string;
  readonly clientMessageId?: string;
  readonly code: string;
  readonly message: string;
  readonly retryable: boolean;
  /** Milliseconds to wait before the next attempt. */
  readonly retryAfterMs?: number;
}

/** The answer to a ping. */
export interface Pong {
  readonly type: "pong";
}

/** A frame of the server. */
export type ServerFrame =
  | Accepted
  | HiddenFrame
  | Messages
  | Receipt
  | CursorFrame
  | CaughtUp
  | Acked
  | History
  | Conversations
  | PresenceFrame
  | Typing
  | ProfileFrame
  | ConversationFrame
  | Searched
  | Rejected
  | Pong;

/** The meaning of a text from the socket. */
export type Decoded =
  | ServerFrame
  /**
   * An error from API Gateway itself: a request was not answered, and may or may not have been
   * processed.
   */
  | { readonly type: "gatewayError"; readonly message: string }
  /** A type of a newer server: ignored. */
  | { readonly type: "unknown"; readonly name: string }
  /** A frame that the protocol does not allow; `reason` names the field. */
  | { readonly type: "malformed"; readonly reason: string };
