import type {
  Body,
  ConversationPosition,
  ConversationSummary,
  Decoded,
  Entry,
  LastMessage,
  Presence,
  Privacy,
  Profile,
  ServerFrame,
} from "./frames.js";

/** Returns the value if it is what it should be; throws [path, expectation] otherwise. */
type Check<T> = ((value: unknown, path: string) => T) & { optional?: true };
type Fields<T> = { [K in keyof T]-?: Check<T[K]> };

class Malformed extends Error {}

function fail(path: string, expected: string): never {
  throw new Malformed(`${path} must be ${expected}`);
}

const text: Check<string> = (value, path) =>
  typeof value === "string" ? value : fail(path, "a string");

const flag: Check<boolean> = (value, path) =>
  typeof value === "boolean" ? value : fail(path, "true or false");

const number: Check<number> = (value, path) =>
  Number.isSafeInteger(value) && (value as number) >= 0
    ? (value as number)
    : fail(path, "an integer from 0");

const seq: Check<number> = (value, path) =>
  number(value, path) > 0 ? (value as number) : fail(path, "an integer from 1");

function one<const T extends string>(...values: T[]): Check<T> {
  return (value, path) =>
    values.includes(value as T) ? (value as T) : fail(path, values.join(" or "));
}

/** Absent or null is absent. */
function maybe<T>(check: Check<T>): Check<T> {
  return Object.assign((value: unknown, path: string) => check(value, path), {
    optional: true as const,
  });
}

/** Absent or null is `value`. */
function or<T>(check: Check<T>, value: T): Check<T> {
  return (given, path) => (given == null ? value : check(given, path));
}

function list<T>(check: Check<T>): Check<readonly T[]> {
  return (value, path) =>
    Array.isArray(value)
      ? value.map((item, index) => check(item, `${path}[${index}]`))
      : fail(path, "a list");
}

const record: Check<Record<string, unknown>> = (value, path) =>
  typeof value === "object" && value && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : fail(path, "an object");

function object<T>(fields: Fields<T>): Check<T> {
  return (value, path) => {
    const given = record(value, path);
    const result: Record<string, unknown> = {};
    for (const [name, check] of Object.entries<Check<unknown>>(fields)) {
      const field = given[name];
      if (field != null || !check.optional) {
        result[name] = check(field, path ? `${path}.${name}` : name);
      }
    }
    return result as T;
  };
}

const requestId = maybe(text);

const entry = object<Entry>({
  seq,
  from: text,
  clientMessageId: text,
  sentAt: number,
  body: maybe(object<Body>({ type: text, text: maybe(text) })),
  salt: maybe(text),
  bodyHash: maybe(text),
});

/** At least so many entries, each one more than the one before. */
function entries(least: number): Check<readonly Entry[]> {
  return (value, path) => {
    const found = list(entry)(value, path);
    if (found.length < least) {
      fail(path, "a list that is not empty");
    }
    found.forEach((item, index) => {
      if (item.seq !== (found[0] as Entry).seq + index) {
        fail(`${path}[${index}].seq`, "one more than the one before");
      }
    });
    return found;
  };
}

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
};

const audience = one("everyone", "contacts", "nobody");

/** The fields of each frame, beside its type. */
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
  history: { requestId, peer: text, messages: entries(0), more: flag, digest: maybe(text) },
  conversations: {
    requestId,
    conversations: list(
      object<ConversationSummary>({
        ...position,
        lastMessage: maybe(
          object<LastMessage>({ seq, from: text, preview: or(text, ""), sentAt: number }),
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
 * Reads a frame of the server, and trusts nothing: what it gives holds what its type says.
 * Fields it does not know are left out.
 *
 * @param data the data of a socket's message event
 * @returns never throws; what is wrong is `malformed`, what is new `unknown`
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
