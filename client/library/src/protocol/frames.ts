/** What a message says. More types come with newer servers: show those you do not know as such. */
export interface Body {
  /** `text`, or a type that this library does not know yet. */
  readonly type: string;
  /** The text of a body of type `text`: 1 to 4096 bytes of UTF-8. */
  readonly text?: string;
}

/** An entry of a conversation's log, as frames and stores hold it. */
export interface Entry {
  /** Its number in the log: 1, 2, 3 … without gaps, the same on every device. */
  readonly seq: number;
  /** The user who sent it. */
  readonly from: string;
  /** The UUID its sender made for it, in lower case. */
  readonly clientMessageId: string;
  /** Epoch milliseconds by the server's clock. Never decreases within a log. */
  readonly sentAt: number;
  /** Absent once the message is removed. */
  readonly body?: Body;
  /** Part of the digest chain, base64url; absent once the message is removed. */
  readonly salt?: string;
  /** Part of the digest chain, base64url; only of a removed message. */
  readonly bodyHash?: string;
}

/** How far this device, or its user, has a conversation. */
export interface Ack {
  readonly peer: string;
  readonly delivered?: number;
  readonly read?: number | undefined;
}

/** What a user may set for a conversation. The peer is told nothing of it. */
export interface Settings {
  /** Neither can write to the other, and the peer sees nothing of the user. */
  readonly blocked: boolean;
  /** Wants no notifications. */
  readonly muted: boolean;
  /** Is out of the list. */
  readonly archived: boolean;
  /** Is on top of the list. */
  readonly pinned: boolean;
}

/** Settings as they stood at some time: of two, the ones with the higher version hold. */
export interface VersionedSettings extends Settings {
  readonly settingsVersion: number;
}

/** Who may see something of a user. */
export type Audience = "everyone" | "contacts" | "nobody";

/** Who may see what of a user. What one hides one does not see of others. */
export interface Privacy {
  readonly lastSeen: Audience;
  readonly online: Audience;
  /** Whether the peer sees how far the user has read. */
  readonly readReceipts: boolean;
}

/** A frame of the client. `docs/protocol.md` says what each does. */
export type ClientFrame =
  | {
      readonly action: "sendMessage";
      readonly requestId?: string;
      readonly to: string;
      readonly clientMessageId: string;
      readonly after?: number;
      readonly seq?: number;
      readonly body: Body;
    }
  | {
      readonly action: "ack";
      readonly requestId?: string | undefined;
      readonly acks: readonly Ack[];
    }
  | {
      readonly action: "sync";
      readonly requestId?: string;
      readonly cursors?: Readonly<Record<string, number>>;
    }
  | { readonly action: "typing"; readonly to: string; readonly state: TypingState }
  | { readonly action: "ping" }
  | (Request & { readonly requestId: string });

/** The requests that are answered with one frame of the same name. */
export type Request =
  | {
      readonly action: "history";
      readonly peer: string;
      readonly before?: number;
      readonly after?: number;
      readonly limit?: number;
    }
  | {
      readonly action: "conversations";
      readonly limit?: number;
      readonly cursor?: string | undefined;
    }
  | {
      readonly action: "presence";
      readonly watch?: readonly string[];
      readonly unwatch?: readonly string[];
      readonly get?: readonly string[];
    }
  | {
      readonly action: "profile";
      readonly get?: readonly string[];
      readonly set?: { readonly name?: string; readonly privacy?: Partial<Privacy> };
      readonly find?: { readonly contactNumber: string };
    }
  | {
      readonly action: "conversation";
      readonly peer: string;
      /** Without it: how they are. */
      readonly set?: Partial<Settings>;
    };

/** Whether somebody is writing. */
export type TypingState = "started" | "stopped";

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

/** Entries of a log, ascending, each one more than the one before. */
export interface Messages {
  readonly type: "messages";
  readonly peer: string;
  readonly after?: number;
  readonly messages: readonly Entry[];
  readonly digest?: string;
}

/** How far the peer is. */
export interface Receipt {
  readonly type: "receipt";
  readonly peer: string;
  readonly delivered: number;
  readonly read: number;
  readonly at?: number;
}

/** How far the user has read on another device. */
export interface CursorFrame {
  readonly type: "cursor";
  readonly peer: string;
  readonly read: number;
}

/** How far a conversation, the user and the peer are; 0 for nothing, false where nothing was set. */
interface Position extends VersionedSettings {
  readonly peer: string;
  readonly lastSeq: number;
  readonly delivered: number;
  readonly read: number;
  readonly peerDelivered: number;
  readonly peerRead: number;
}

/** What the server knows of a conversation at the end of a drain. */
export interface ConversationPosition extends Position {
  /** What this device has acknowledged. */
  readonly cursor: number;
}

/** The end of a drain. */
export interface CaughtUp {
  readonly type: "caughtUp";
  readonly requestId?: string;
  readonly at?: number;
  readonly more?: boolean;
  readonly conversations: readonly ConversationPosition[];
}

/** All acks of a frame are done. */
export interface Acked {
  readonly type: "acked";
  readonly requestId: string;
}

/** A page of a log. */
export interface History {
  readonly type: "history";
  readonly requestId?: string;
  readonly peer: string;
  readonly messages: readonly Entry[];
  readonly more: boolean;
  readonly digest?: string;
}

/** The newest message of a conversation, for a list. */
export interface LastMessage {
  readonly seq: number;
  readonly from: string;
  /** The beginning of the text; empty if it is removed. */
  readonly preview: string;
  readonly sentAt: number;
}

/** A row of the user's conversations. */
export interface ConversationSummary extends Position {
  readonly lastMessage?: LastMessage;
  readonly unread: number;
}

/** A page of the user's conversations. */
export interface Conversations {
  readonly type: "conversations";
  readonly requestId?: string;
  readonly conversations: readonly ConversationSummary[];
  readonly cursor?: string;
}

/** Whether a user is there. */
export interface Presence {
  readonly user: string;
  /** `unknown` where the user does not show it, or nothing was heard for a while. */
  readonly status: "online" | "offline" | "unknown";
  /** Epoch milliseconds; after it the status is `unknown`. */
  readonly until?: number;
  /** Epoch milliseconds. */
  readonly lastActiveAt?: number;
  /** Epoch milliseconds: when this was so. The newest wins. */
  readonly at: number;
}

/** Presence, asked for or pushed. */
export interface PresenceFrame {
  readonly type: "presence";
  readonly requestId?: string;
  readonly users: readonly Presence[];
}

/** The peer is writing, or no longer. */
export interface Typing {
  readonly type: "typing";
  readonly peer: string;
  readonly state: TypingState;
}

/** What a user shows of themselves. */
export interface Profile {
  readonly user: string;
  readonly name?: string;
  /** Epoch milliseconds. */
  readonly joinedAt?: number;
  /** One's own only. */
  readonly contactNumber?: string;
  /** One's own only. */
  readonly privacy?: Privacy;
}

/** The profiles asked for. */
export interface ProfileFrame {
  readonly type: "profile";
  readonly requestId?: string;
  readonly users: readonly Profile[];
}

/** The settings of a conversation, as they are now. */
export interface ConversationFrame extends VersionedSettings {
  readonly type: "conversation";
  readonly requestId?: string;
  readonly peer: string;
}

/** A request, or one ack of it, was not done. */
export interface Rejected {
  readonly type: "rejected";
  readonly requestId?: string;
  readonly peer?: string;
  readonly clientMessageId?: string;
  readonly code: string;
  readonly message: string;
  readonly retryable: boolean;
  /** Milliseconds to wait before the next try. */
  readonly retryAfterMs?: number;
}

/** The answer to a ping. */
export interface Pong {
  readonly type: "pong";
}

/** A frame of the server. */
export type ServerFrame =
  | Accepted
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
  | Rejected
  | Pong;

/** What a text from the socket turned out to be. */
export type Decoded =
  | ServerFrame
  /** From API Gateway itself: something was not answered and may or may not have been done. */
  | { readonly type: "gatewayError"; readonly message: string }
  /** A type of a newer server, to be ignored. */
  | { readonly type: "unknown"; readonly name: string }
  /** Not what the protocol says; `reason` names the field. */
  | { readonly type: "malformed"; readonly reason: string };
