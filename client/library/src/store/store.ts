import type { Body, Entry, Fold, LastMessage, VersionedSettings } from "../protocol/model.js";

/** The stored state of a device. */
export interface DeviceRecord {
  /** Created with the store, and lost with it: 1 to 64 of `A-Z a-z 0-9 _ -`. */
  readonly deviceId: string;
  /** The owner of the store; absent before the first connection. */
  readonly user?: string;
  /** `at` of the last `caughtUp` that had one: epoch milliseconds of the server's clock. */
  readonly since?: number;
  /** Whether the first page of the user's conversations was read. */
  readonly listed?: boolean;
}

/** What the user has deleted of a conversation for themselves, on any device. */
export interface HiddenRecord {
  /** The version up to which this device has all messages hidden one by one. */
  readonly version: number;
  /** The newest version that the server has named. */
  readonly known: number;
  /** All entries up to this one are hidden. */
  readonly clearedTo: number;
  /** Hidden messages beyond those held. All hidden messages have a mark in their fold. */
  readonly ahead: readonly number[];
  /** The messages hidden on this device that the server has not confirmed yet. */
  readonly waiting: readonly number[];
  /** The last entry cleared on this device while the server has not confirmed it; else 0. */
  readonly clearing: number;
}

/** The content of an ack. */
export interface Mark {
  readonly delivered: number;
  readonly read: number;
}

/** A run of unread messages of the peer: first and last `seq`. */
export type Run = readonly [first: number, last: number];

/** The server's count of unread messages, for a log that ended at `lastSeq`. */
export interface Listed {
  readonly lastSeq: number;
  readonly unread: number;
}

/** The stored state of a conversation, besides its entries. */
export interface ConversationRecord extends VersionedSettings {
  readonly peer: string;
  /** The entry before the first one held; absent while no entry is held. */
  readonly base?: number | undefined;
  /** The last entry up to which all entries after the base are held. */
  readonly held: number;
  /** The log goes at least this far. */
  readonly end: number;
  /** The last entry held that the peer sent. */
  readonly lastOfPeer: number;
  /** The last entry that the user has read. */
  readonly read: number;
  /** The last entry that some device of the peer holds. */
  readonly peerDelivered: number;
  /** The last entry that the peer has read. */
  readonly peerRead: number;
  /** The last ack that was sent. */
  readonly acked: Mark;
  /** The last ack that the server has confirmed. */
  readonly confirmed: Mark;
  /** The digest of entry `held`, as this device computed it; absent without an anchor. */
  readonly digest?: string | undefined;
  /** The unread messages of the peer among those held. */
  readonly unread: readonly Run[];
  /** The unread count in the server's last list. */
  readonly listed?: Listed | undefined;
  /** The newest message that is not hidden. */
  readonly lastMessage?: LastMessage | undefined;
  /** When the newest message was sent, also if it is hidden. */
  readonly lastAt?: number | undefined;
  /** Absent if nothing was ever hidden. */
  readonly hidden?: HiddenRecord;
  /**
   * The version of the folds of the entries held; absent in a store from before there were folds.
   */
  readonly folds?: number;
}

/** A message, or an operation on a message, that is to be sent. */
export interface Draft {
  readonly clientMessageId: string;
  readonly to: string;
  readonly body: Body;
  /** The `seq` of the message to which it replies or on which it acts. */
  readonly target?: number;
  /** The `clientMessageId` of the message on which it acts, until the message has a `seq`. */
  readonly targetId?: string;
}

/** A message, or an operation on a message, that the server has not accepted yet. */
export interface OutboxItem extends Draft {
  /** Epoch milliseconds of the device's clock. */
  readonly createdAt: number;
  /** The position in the order of sending: greater than that of any earlier item. */
  readonly order: number;
  /** The last entry held before the first attempt: the message can only be after it. */
  readonly firstAfter?: number;
  /** The number of its entry, once the entry came back from the server. */
  readonly seq?: number;
  /** The reason for the final refusal; the item stays until the app retries or discards it. */
  readonly rejected?: { readonly code: string; readonly message: string };
}

/** An entry and its conversation. */
export interface PlacedEntry {
  readonly peer: string;
  readonly entry: Entry;
}

/** The fold of a message, and its conversation. */
export interface PlacedFold {
  readonly peer: string;
  readonly fold: Fold;
}

/** The first part of a conversation, which the user has cleared. */
export interface Cleared {
  readonly peer: string;
  /** The last entry of the part. */
  readonly upTo: number;
}

/** Changes that are written together: all of them or none. */
export interface Batch {
  /** If present, the batch is refused with `superseded` unless this is the store's latest epoch. */
  readonly epoch?: number;
  readonly device?: DeviceRecord;
  /** These conversations are deleted first, with their entries and folds. */
  readonly dropped?: readonly string[];
  readonly conversations?: readonly ConversationRecord[];
  readonly entries?: readonly PlacedEntry[];
  /** The folds of messages. Each replaces the stored fold of the same message. */
  readonly folds?: readonly PlacedFold[];
  /**
   * The entries of these parts, and the folds of their messages, are deleted after all other changes
   * of the batch.
   */
  readonly cleared?: readonly Cleared[];
  readonly outbox?: readonly OutboxItem[];
  /** Message ids that leave the outbox; applied after `outbox`. */
  readonly settled?: readonly string[];
}

/** The state that a device loads when it starts; entries are read when needed. */
export interface Loaded {
  readonly device?: DeviceRecord;
  readonly conversations: readonly ConversationRecord[];
  /** By `order`, ascending. */
  readonly outbox: readonly OutboxItem[];
}

/**
 * A part of a conversation's entries. Both ends are exclusive. A range without a number between its
 * ends is empty, and so is one with limit 0; neither is an error.
 */
export interface Range {
  /** By default 0: from the first entry. */
  readonly after?: number;
  /** By default `Infinity`: to the last entry. */
  readonly before?: number;
  /** The maximum number of entries: the newest of the range, or with `oldest` the oldest. */
  readonly limit: number;
  readonly oldest?: boolean;
}

/**
 * The storage of a device: its outbox, its cursors, its replicas of the conversations. A new store
 * means a new device. One client at a time uses a store, except that the tabs of a browser share
 * one.
 *
 * A store rejects with a `ChatError`, or with any other error, which is reported as
 * `storageFailed`.
 */
export interface Store {
  /** Whether all data is lost when the process ends. */
  readonly isVolatile?: boolean;
  /** Opens the store; rejects if it cannot be used. Absent if nothing has to be opened. */
  open?(): Promise<void>;
  /** Begins a new epoch and returns it: batches of earlier epochs are refused from now on. */
  lead?(): Promise<number>;
  /** Reads the state that a device needs to start. */
  load(): Promise<Loaded>;
  /** Writes a batch completely or not at all; the batch is durable when this resolves. */
  write(batch: Batch): Promise<void>;
  /** Entries of a conversation, ascending. */
  entries(peer: string, range: Range): Promise<Entry[]>;
  /**
   * The folds of the given messages that have one, in any order, including messages that are not
   * held.
   */
  folds(peer: string, targets: readonly number[]): Promise<Fold[]>;
  /** Closes files and connections. Nothing is lost. */
  close(): Promise<void>;
}
