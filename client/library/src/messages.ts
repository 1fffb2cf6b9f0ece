import type { ConversationState } from "./device/events.js";
import { codeOf, type ErrorCode } from "./errors.js";
import type { OperationType } from "./protocol/fold.js";
import type { Body, Edit, Entry, Fold, Reaction } from "./protocol/model.js";
import type { OutboxItem } from "./store/store.js";

/**
 * A message of a conversation, in its place in the log, with all operations applied: edits, a
 * removal, reactions. This includes unsent operations of this device.
 */
export interface Message extends Omit<Entry, "kind" | "target"> {
  /** The other user of the conversation. */
  readonly peer: string;
  /** Whether the user of this client sent it, from any device. */
  readonly mine: boolean;
  /** The `seq` of the message to which it replies; `Conversation.message` reads that message. */
  readonly replyTo?: number;
  /** The number of times the text was forwarded; 0 for a text that the sender wrote. */
  readonly forwarded: number;
  /** The last edit, if there is one: `body` has its text. */
  readonly edited?: Pick<Edit, "seq" | "at">;
  /**
   * The reactions to it, at most one of each user. A reaction with a `seq` before `edited.seq` is
   * older than the edit.
   */
  readonly reactions: readonly Reaction[];
  /** Whether it has operations of this device that the server has not accepted yet. */
  readonly isChanging: boolean;
}

/** A message of this device that has no place in the conversation yet. */
export interface OutgoingMessage {
  /** The recipient. */
  readonly peer: string;
  readonly clientMessageId: string;
  readonly body: Body;
  /** Epoch milliseconds of the device's clock. */
  readonly createdAt: number;
  readonly status: "waiting" | "sent" | "failed";
  /** The number of its entry, once known. */
  readonly seq?: number;
  /** The `seq` of the message to which it replies. */
  readonly replyTo?: number;
  /** The number of times the text was forwarded; 0 for a text that the user wrote. */
  readonly forwarded: number;
  /** The reason of the failure: a code for programs, and a text for logs. */
  readonly rejected?: { readonly code: ErrorCode; readonly message: string };
}

/** An operation of this device on a message, which the server has not accepted yet. */
export interface OutgoingOperation {
  /** The other user of the conversation. */
  readonly peer: string;
  readonly clientMessageId: string;
  readonly type: OperationType;
  /** The `seq` of the message; absent if the message is also unsent. */
  readonly target?: number;
  /** The new text of an edit. */
  readonly text?: string;
  /** The emoji of a reaction; empty to remove the reaction. */
  readonly emoji?: string;
  /** Epoch milliseconds of the device's clock. */
  readonly createdAt: number;
}

/** The options for sending a text. */
export interface SendOptions {
  /** The `seq` of the message to which it replies, which may be any message of the conversation. */
  readonly replyTo?: number;
  /**
   * The number of times the text was forwarded, including this one: `message.forwarded + 1`. By
   * default 0.
   */
  readonly forwarded?: number;
}

/** A message or an operation that is on this device's disk. */
export interface Sent {
  readonly clientMessageId: string;
  /**
   * Resolves once the server has it, with its place in the log: its `seq`. It is undefined if the text
   * is sent with another message, if a newer operation takes its place, or if another tab had the
   * answer and was closed.
   *
   * Rejects with a `ChatError` once the server has finally refused it, or the client is closed before.
   * A message that waits may be accepted days later: do not keep the user waiting for it.
   */
  readonly accepted: Promise<number | undefined>;
}

/**
 * The status of a message of this user: `waiting` to be sent, `sent` (in the log permanently),
 * `delivered` to a device of the peer, `read` by the peer, or `failed`, which is not sent unless
 * retried.
 */
export type MessageStatus = "waiting" | "sent" | "delivered" | "read" | "failed";

/** Converts an entry of kind message with its fold. */
export function messageOf(
  peer: string,
  entry: Entry,
  fold: Fold | undefined,
  isChanging = false,
): Message {
  const { kind: _, target, body, salt, ...rest } = entry;
  const { edit, reactions = [], removedBy } = fold ?? {};
  const isRemoved = !body || removedBy !== undefined;
  return {
    ...rest,
    ...(isRemoved
      ? removedBy && { removedBy }
      : { body: edited(body, edit), ...(salt && { salt }) }),
    peer,
    mine: entry.from !== peer,
    ...(target && { replyTo: target }),
    forwarded: isRemoved ? 0 : (body.forwarded ?? 0),
    ...(!isRemoved && edit && { edited: { seq: edit.seq, ...(edit.at && { at: edit.at }) } }),
    reactions: isRemoved ? [] : reactions.filter(({ emoji }) => emoji !== ""),
    isChanging,
  };
}

function edited(body: Body, edit: Edit | undefined): Body {
  return edit && body.type === "text" ? { ...body, text: edit.text } : body;
}

/** Converts a message of the outbox with the unsent operations on it. */
export function outgoingOf(item: OutboxItem, text = item.body.text): OutgoingMessage {
  const { to, clientMessageId, body, createdAt, seq, target, rejected } = item;
  const status = rejected ? "failed" : seq === undefined ? "waiting" : "sent";
  return {
    peer: to,
    clientMessageId,
    body: text === undefined ? body : { ...body, text },
    createdAt,
    status,
    ...(seq !== undefined && { seq }),
    ...(target && { replyTo: target }),
    forwarded: body.forwarded ?? 0,
    ...(rejected && { rejected: { code: codeOf(rejected), message: rejected.message } }),
  };
}

export function statusOf(
  message: { readonly seq?: number; readonly status?: OutgoingMessage["status"] },
  { peerDelivered, peerRead }: Pick<ConversationState, "peerDelivered" | "peerRead">,
): MessageStatus {
  const { seq, status = "sent" } = message;
  if (status === "failed" || seq === undefined) {
    return status;
  }
  return seq <= peerRead ? "read" : seq <= peerDelivered ? "delivered" : "sent";
}
