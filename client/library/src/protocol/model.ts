/**
 * The content of an entry, as the server sent it. Types and fields from newer servers are kept;
 * `contentOf` returns the content that this version can show.
 */
export interface Body {
  /**
   * `text` of a message; `edit`, `remove` or `reaction` of an operation; `erased`; or a type that this
   * version of the library does not know.
   */
  readonly type: string;
  /** The text of a body of type `text` or `edit`: 1 to 4096 bytes of UTF-8. */
  readonly text?: string;
  /** The number of times a text was forwarded; absent for a text that its sender wrote. */
  readonly forwarded?: number;
  /** The emoji of a body of type `reaction`; empty if the user removes the reaction. */
  readonly emoji?: string;
  /** Part of the digest chain, base64url; only of a body of type `erased`. */
  readonly hash?: string;
}

/** An entry of a conversation's log. */
export interface Entry {
  /** Its number in the log: 1, 2, 3 … without gaps, the same on every device. */
  readonly seq: number;
  /**
   * The kind of the entry: absent for a message; `edit`, `remove` or `reaction` for an operation on
   * a message; or a kind of a newer version.
   */
  readonly kind?: string;
  /** The `seq` of the message to which it replies or on which it acts; absent if there is none. */
  readonly target?: number;
  /** The user who sent it. */
  readonly from: string;
  /** The UUID that the sender chose for it, in lower case. */
  readonly clientMessageId: string;
  /** Epoch milliseconds of the server's clock; never decreases within a log. */
  readonly sentAt: number;
  /** Absent for a removed message. */
  readonly body?: Body;
  /** Part of the digest chain, base64url; absent if the body was removed. */
  readonly salt?: string;
  /** Part of the digest chain, base64url; only of a removed message. */
  readonly bodyHash?: string;
  /** The operation that removed it; only for a removed message. */
  readonly removedBy?: number;
  /** Whether the user has deleted it for themselves; only in the store of a device. */
  readonly hidden?: true;
}

/**
 * The reaction of a user to a message. Each user has at most one reaction to a message, the last
 * one.
 */
export interface Reaction {
  readonly from: string;
  /** Empty if the user removed the reaction. */
  readonly emoji: string;
  /** The operation, by its place in the log; `Infinity` while it waits to be sent. */
  readonly seq: number;
}

/** The last edit of a message. */
export interface Edit {
  /** The operation, by its place in the log; `Infinity` while it waits to be sent. */
  readonly seq: number;
  /** Epoch milliseconds of the server's clock. */
  readonly at?: number;
  readonly text: string;
}

/** The fold of a message: the result of all operations on it. */
export interface Fold {
  /** The message. */
  readonly target: number;
  readonly edit?: Edit;
  /** The operation that removed the message. The fold has no edit and no reactions then. */
  readonly removedBy?: number;
  /** Whether the user has deleted the message for themselves. */
  readonly hidden?: true;
  readonly reactions: readonly Reaction[];
}

/** A user's settings of a conversation. The peer does not see them. */
export interface Settings {
  /** Neither user can write to the other, and the peer sees no presence of this user. */
  readonly blocked: boolean;
  /** No notifications. */
  readonly muted: boolean;
  /** Hidden from the main list. */
  readonly archived: boolean;
  /** At the top of the list. */
  readonly pinned: boolean;
}

/** Settings with a version: the higher version wins. */
export interface VersionedSettings extends Settings {
  readonly settingsVersion: number;
}

/** The users who may see a detail of a user. */
export type Audience = "everyone" | "contacts" | "nobody";

/** Who may see which details of a user. A user who hides a detail cannot see it of others. */
export interface Privacy {
  readonly lastSeen: Audience;
  readonly online: Audience;
  /** Whether peers see read receipts of the user. */
  readonly readReceipts: boolean;
}

/** Whether a user is writing. */
export type TypingState = "started" | "stopped";

/** The newest message of a conversation, for the list. */
export interface LastMessage {
  readonly seq: number;
  readonly from: string;
  /** The beginning of the text; empty if the message was removed. */
  readonly preview: string;
  readonly sentAt: number;
}

/**
 * The last entry of a conversation, and the last entries that the user and the peer have received
 * and read; 0 for none.
 */
export interface Position extends VersionedSettings {
  readonly peer: string;
  readonly lastSeq: number;
  readonly delivered: number;
  readonly read: number;
  readonly peerDelivered: number;
  readonly peerRead: number;
  /** The number of changes of messages hidden one by one. */
  readonly hiddenVersion: number;
  /** The user has hidden all entries up to this one. */
  readonly clearedTo: number;
}

/** A conversation's position at the end of a catch-up. */
export interface ConversationPosition extends Position {
  /** The last entry that this device has acknowledged. */
  readonly cursor: number;
}

/** A row of the user's conversations. */
export interface ConversationSummary extends Position {
  readonly lastMessage?: LastMessage;
  readonly unread: number;
}

/** The presence of a user. */
export interface Presence {
  readonly user: string;
  /** `unknown` if the user hides it, or if the last status has expired. */
  readonly status: "online" | "offline" | "unknown";
  /** Epoch milliseconds; after it the status is `unknown`. */
  readonly until?: number;
  /** Epoch milliseconds. */
  readonly lastActiveAt?: number;
  /** Epoch milliseconds of this status; the newest one wins. */
  readonly at: number;
}

/** The public data of a user. */
export interface Profile {
  readonly user: string;
  readonly name?: string;
  /** Epoch milliseconds. */
  readonly joinedAt?: number;
  /** Only in the user's own profile. */
  readonly contactNumber?: string;
  /** Only in the user's own profile. */
  readonly privacy?: Privacy;
}
