import { type Check, fail, list, maybe, number, object, record, seq, text } from "./checks.js";
import type { Body, Entry, Reaction } from "./model.js";
import type { Hit } from "./search-frames.js";
import type { MessageState } from "./server-frames.js";

/** A body with all received fields: the digest covers them, and a newer version can show them. */
const body: Check<Body> = (value, path) => {
  const known = object<Body>({
    type: text,
    text: maybe(text),
    forwarded: maybe(number),
    emoji: maybe(text),
    hash: maybe(text),
  })(value, path);
  const all = Object.entries(record(value, path)).filter(([, field]) => field != null);
  return { ...Object.fromEntries(all), ...known };
};

const entry = object<Omit<Entry, "hidden">>({
  seq,
  kind: maybe(text),
  target: maybe(number),
  from: text,
  clientMessageId: text,
  sentAt: number,
  body: maybe(body),
  salt: maybe(text),
  bodyHash: maybe(text),
  removedBy: maybe(seq),
});

/** The fold of later operations on a message. */
export const state = object<MessageState>({
  seq,
  edit: maybe(object({ seq, at: maybe(number), body })),
  edits: maybe(number),
  reactions: maybe(list(object<Reaction>({ from: text, emoji: text, seq }))),
});

/** A message that a search has found. */
export const hit = object<Hit>({
  peer: text,
  seq,
  from: text,
  sentAt: number,
  snippet: text,
  matches: list((value, path) => {
    const [start, end, ...rest] = list(number)(value, path);
    return end === undefined || rest.length > 0
      ? fail(path, "two integers")
      : ([start as number, end] as const);
  }),
});

/** At least `least` entries with consecutive numbers. */
export function entries(least: number): Check<readonly Entry[]> {
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
