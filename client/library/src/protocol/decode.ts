import {
  type Fields,
  flag,
  list,
  Malformed,
  maybe,
  number,
  object,
  one,
  or,
  record,
  seq,
  text,
} from "./checks.js";
import { entries, hit, state } from "./decode-entry.js";
import type {
  ConversationPosition,
  ConversationSummary,
  LastMessage,
  Presence,
  Privacy,
  Profile,
} from "./model.js";
import type { Decoded, ServerFrame } from "./server-frames.js";

const requestId = maybe(text);

const soFar = or(number, 0);

const settings = {
  blocked: or(flag, false),
  muted: or(flag, false),
  archived: or(flag, false),
  pinned: or(flag, false),
  settingsVersion: soFar,
};

const position = {
  peer: text,
  lastSeq: number,
  delivered: soFar,
  read: soFar,
  peerDelivered: soFar,
  peerRead: soFar,
  ...settings,
  hiddenVersion: soFar,
  clearedTo: soFar,
};

const audience = one("everyone", "contacts", "nobody");

/** The fields of each frame besides its type. */
const frames: {
  [T in ServerFrame["type"]]: Fields<Omit<Extract<ServerFrame, { type: T }>, "type">>;
} = {
  accepted: {
    requestId,
    peer: text,
    seq,
    clientMessageId: text,
    sentAt: number,
    salt: maybe(text),
    digest: maybe(text),
  },
  messages: { peer: text, after: maybe(number), messages: entries(1), digest: maybe(text) },
  receipt: { peer: text, delivered: number, read: number, at: maybe(number) },
  cursor: { peer: text, read: number },
  caughtUp: {
    requestId,
    at: maybe(number),
    more: or(flag, false),
    conversations: list(object<ConversationPosition>({ ...position, cursor: soFar })),
  },
  acked: { requestId: text },
  history: {
    requestId,
    peer: text,
    messages: entries(0),
    more: flag,
    digest: maybe(text),
    state: maybe(list(state)),
  },
  conversations: {
    requestId,
    conversations: list(
      object<ConversationSummary>({
        ...position,
        lastMessage: maybe(
          object<LastMessage>({
            seq,
            from: text,
            preview: or(text, ""),
            sentAt: number,
          }),
        ),
        unread: soFar,
      }),
    ),
    cursor: maybe(text),
  },
  presence: {
    requestId,
    users: list(
      object<Presence>({
        user: text,
        status: one("online", "offline", "unknown"),
        until: maybe(number),
        lastActiveAt: maybe(number),
        at: number,
      }),
    ),
  },
  typing: { peer: text, state: one("started", "stopped") },
  profile: {
    requestId,
    users: list(
      object<Profile>({
        user: text,
        name: maybe(text),
        joinedAt: maybe(number),
        contactNumber: maybe(text),
        privacy: maybe(
          object<Privacy>({ lastSeen: audience, online: audience, readReceipts: flag }),
        ),
      }),
    ),
  },
  conversation: { requestId, peer: text, ...settings },
  hidden: {
    requestId,
    peer: text,
    version: number,
    clearedTo: number,
    seqs: maybe(list(number)),
    next: maybe(number),
  },
  searched: { requestId, hits: list(hit), cursor: maybe(text) },
  rejected: {
    requestId,
    peer: maybe(text),
    clientMessageId: maybe(text),
    code: text,
    message: or(text, ""),
    retryable: or(flag, false),
    retryAfterMs: maybe(number),
  },
  pong: {},
};

/**
 * Decodes a frame of the server. Checks every field and omits unknown fields.
 *
 * @param data the data of a socket's message event
 * @returns the frame; `malformed` or `unknown` instead of an error
 */
export function decode(data: unknown): Decoded {
  try {
    const value = record(JSON.parse(text(data, "frame")), "frame");
    const { type, message } = value;
    if (type == null) {
      return { type: "gatewayError", message: String(message) };
    }
    const name = text(type, "type") as ServerFrame["type"];
    return Object.hasOwn(frames, name)
      ? ({ type: name, ...object<object>(frames[name])(value, "") } as ServerFrame)
      : { type: "unknown", name };
  } catch (wrong) {
    return { type: "malformed", reason: wrong instanceof Malformed ? wrong.message : "not JSON" };
  }
}
