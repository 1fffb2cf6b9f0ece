import type { Body, Entry, LastMessage, VersionedSettings } from "../protocol/model.js";

/** What a device keeps of itself. */
export interface DeviceRecord {
  /** Made with the store, and lost with it: 1 to 64 of `A-Z a-z 0-9 _ -`. */
  readonly deviceId: string;
  /** Whose store this is; absent before the first connection. */
  readonly user?: string;
  /** `at` of the last `caughtUp` that had one: epoch milliseconds of the server's clock. */
  readonly since?: number;
  /** Whether the first page of the user's conversations was ever asked for. */
  readonly listed?: boolean;
}

/** How far an ack goes. */
export interface Mark {
  readonly delivered: number;
  readonly read: number;
}

/** A run of messages of the peer that are not read: first and last `seq`. */
export type Run = readonly [first: number, last: number];

/** Unread messages by the server's word, of a log that ended at `lastSeq`. */
export interface Listed {
  readonly lastSeq: number;
  readonly unread: number;
}

/** What a device keeps of a conversation, beside its entries. */
export interface ConversationRecord extends VersionedSettings {
  readonly peer: string;
  /** The entry that the first one held follows; absent while nothing is held. */
  readonly base?: number | undefined;
  /** Up to here everything from the base on is held. */
  readonly held: number;
  /** The log goes at least this far. */
  readonly end: number;
  /** The last entry of the peer that is held. */
  readonly lastOfPeer: number;
  /** Up to here the user has read. */
  readonly read: number;
  /** Up to here some device of the peer has the conversation. */
  readonly peerDelivered: number;
  /** Up to here the peer has read. */
  readonly peerRead: number;
  /** What was acknowledged, whether it arrived or not. */
  readonly acked: Mark;
  /** What the server is known to have taken. */
  readonly confirmed: Mark;
  /** The digest of entry `held`, as this device computed it; absent without an anchor. */
  readonly digest?: string | undefined;
  /** The unread messages of the peer among those held. */
  readonly unread: readonly Run[];
  /** What the server's list said last. */
  readonly listed?: Listed | undefined;
  readonly lastMessage?: LastMessage | undefined;
}

/** A message that the server has not taken yet. */
export interface OutboxItem {
  readonly clientMessageId: string;
  readonly to: string;
  readonly body: Body;
  /** Epoch milliseconds of the device's clock. */
  readonly createdAt: number;
  /** Items are sent in this order: greater than that of any before. */
  readonly order: number;
  /** How far the conversation was held before the first try: the message cannot stand there. */
  readonly firstAfter?: number;
  /** The entry as which it came back. */
  readonly seq?: number;
  /** Why it was finally not taken; it stays until the app retries or discards it. */
  readonly rejected?: { readonly code: string; readonly message: string };
}

/** What is written at once: all of it or nothing. */
export interface Batch {
  /** Refused with `superseded` unless it is the store's latest epoch. Absent: always taken. */
  readonly epoch?: number;
  readonly device?: DeviceRecord;
  /** These conversations are emptied before anything else is done. */
  readonly dropped?: readonly string[];
  readonly conversations?: readonly ConversationRecord[];
  readonly entries?: readonly { readonly peer: string; readonly entry: Entry }[];
  readonly outbox?: readonly OutboxItem[];
  /** Message ids that leave the outbox; done after `outbox`. */
  readonly settled?: readonly string[];
}

/** What a device loads when it starts. Not the entries: there may be many. */
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
 * A device's disk: its outbox, its cursors, its replicas of the conversations. A new store is a new
 * device. One client at a time uses a store, except that the tabs of a browser share one.
 *
 * A store rejects with a `ChatError`, or with any other error, which is reported as `storageFailed`.
 */
export interface Store {
  /** Whether everything is lost when the process ends. */
  readonly isVolatile?: boolean;
  /** Opens the store; rejects if it cannot be used. Absent if nothing has to be opened. */
  open?(): Promise<void>;
  /** Begins a new epoch and returns it: batches of earlier epochs are refused from now on. */
  lead?(): Promise<number>;
  /** Reads what a device needs to start. */
  load(): Promise<Loaded>;
  /** Writes all of a batch or nothing; it is durable when this resolves. */
  write(batch: Batch): Promise<void>;
  /** Entries of a conversation, ascending. */
  entries(peer: string, range: Range): Promise<Entry[]>;
  /** Closes files and connections. Nothing is lost. */
  close(): Promise<void>;
}
