import type { ConversationState } from "./device/events.js";
import { codeOf, type ErrorCode } from "./errors.js";
import type { OperationType } from "./protocol/fold.js";
import type { Body, Edit, Entry, Fold, Reaction } from "./protocol/model.js";
import type { OutboxItem } from "./store/store.js";

/**
 * A message of a conversation, in its place in the log, as all operations on it have made it: edited,
 * removed, with its reactions. Operations of this device that wait to be sent are included.
 */
export interface Message extends Omit<Entry, "kind" | "target"> {
  /** The other user of the conversation. */
  readonly peer: string;
  /** Whether the user of this client sent it, from any device. */
  readonly mine: boolean;
  /** The message that it answers, by `seq`: `Conversation.message` reads that. */
  readonly replyTo?: number;
  /** How often its text was forwarded; 0 for a text that its sender wrote. */
  readonly forwarded: number;
  /** The last edit, if there is one: `body` has its text. */
  readonly edited?: Pick<Edit, "seq" | "at">;
  /** The reactions to it, of each user at most one. One with a `seq` before `edited.seq` is older than the edit. */
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
  /** The message that it answers, by `seq`. */
  readonly replyTo?: number;
  /** How often its text was forwarded; 0 for a text that the user wrote. */
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
  /** The message, by `seq`; absent if that waits to be sent, too. */
  readonly target?: number;
  /** The new text of an edit. */
  readonly text?: string;
  /** The emoji of a reaction; empty to take it back. */
  readonly emoji?: string;
  /** Epoch milliseconds of the device's clock. */
  readonly createdAt: number;
}

/** How a text is sent. */
export interface SendOptions {
  /** The message that it answers, by `seq`: any message of the conversation, of either user. */
  readonly replyTo?: number;
  /** How often the text was forwarded, with this time: `message.forwarded + 1`. By default 0. */
  readonly forwarded?: number;
}

/**
 * The status of a message of this user: `waiting` to be sent, `sent` (in the log permanently),
 * `delivered` to a device of the peer, `read` by the peer, or `failed`, which is not sent unless
 * retried.
 */
export type MessageStatus = "waiting" | "sent" | "delivered" | "read" | "failed";

/** An entry of kind message, as `fold` has made it. */
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

/** A message of the outbox, with the operations on it that wait, too. */
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
