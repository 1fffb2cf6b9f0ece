import type { ConversationState } from "./device/events.js";
import { codeOf, type ErrorCode } from "./errors.js";
import type { Body, Entry } from "./protocol/model.js";
import type { OutboxItem } from "./store/store.js";

/** A message of a conversation, in its place in the log. */
export interface Message extends Entry {
  /** The other user of the conversation. */
  readonly peer: string;
  /** Whether the user of this client sent it, from any device. */
  readonly mine: boolean;
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
  /** Why it failed: a code for programs, and a text for logs. */
  readonly rejected?: { readonly code: ErrorCode; readonly message: string };
}

/**
 * The status of a message of this user: `waiting` to be sent, `sent` (in the log permanently),
 * `delivered` to a device of the peer, `read` by the peer, or `failed`, which is not sent unless
 * retried.
 */
export type MessageStatus = "waiting" | "sent" | "delivered" | "read" | "failed";

export function messageOf(peer: string, entry: Entry): Message {
  return { ...entry, peer, mine: entry.from !== peer };
}

export function outgoingOf(item: OutboxItem): OutgoingMessage {
  const { to, clientMessageId, body, createdAt, seq, rejected } = item;
  const status = rejected ? "failed" : seq === undefined ? "waiting" : "sent";
  return {
    peer: to,
    clientMessageId,
    body,
    createdAt,
    status,
    ...(seq !== undefined && { seq }),
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
