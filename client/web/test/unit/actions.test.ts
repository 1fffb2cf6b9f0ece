import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import type { ChatEvents, Message, OutgoingMessage } from "@serverlesschat/client";
import { besideOf } from "../../src/actions/placing.js";
import { canReact, possibleActions } from "../../src/actions/possible.js";
import { Quotes } from "../../src/actions/quotes.js";
import { saidOfChange } from "../../src/actions/said.js";
import { ComposerText } from "../../src/common/composer-text.js";
import { Drafts } from "../../src/common/drafts.js";
import type { TextStorage } from "../../src/common/storage.js";
import { speak } from "../../src/language/language.js";

afterEach(() => speak("en", []));

function message(change: Partial<Message> = {}): Message {
  return {
    seq: 5,
    from: "bob",
    clientMessageId: "id-5",
    sentAt: 1,
    body: { type: "text", text: "at six" },
    peer: "bob",
    mine: false,
    forwarded: 0,
    reactions: [],
    isChanging: false,
    ...change,
  };
}

function removed(change: Partial<Message> = {}): Message {
  const { body: _, ...rest } = message(change);
  return { ...rest, removedBy: 9 };
}

const WAITING: OutgoingMessage = {
  peer: "bob",
  clientMessageId: "id",
  body: { type: "text", text: "waits" },
  createdAt: 1,
  status: "waiting",
  forwarded: 0,
};

test("the menu has the possible actions on a message", () => {
  const of = (one: Message | OutgoingMessage, isBlocked = false) =>
    possibleActions(one, isBlocked).join(" ");
  assert.equal(of(message()), "reply forward copy details hide");
  assert.equal(of(message({ mine: true })), "reply forward edit copy details hide remove");
  assert.equal(of(message({ mine: true }), true), "forward copy details hide remove");
  assert.equal(of(removed({ mine: true })), "details hide");
  assert.equal(of(message({ body: { type: "poll" }, mine: true })), "details hide remove");
  assert.equal(of(WAITING), "forward edit copy remove");
  assert.equal(of({ ...WAITING, status: "failed" }), "forward copy");
  assert.deepEqual(
    [canReact(message(), false), canReact(message(), true), canReact(removed(), false)],
    [true, false, false],
  );
  assert.equal(canReact(WAITING, false), false);
});

test("a menu opens below its message, or above it if there is more room, and within the page", () => {
  const menu = { width: 200, height: 300 };
  const page = { width: 400, height: 700 };
  const box = { left: 50, top: 100, width: 150, height: 40 };
  assert.deepEqual(besideOf(box, menu, page, true), { left: 50, top: 146 });
  assert.deepEqual(besideOf({ ...box, top: 600 }, menu, page, true), { left: 50, top: 294 });
  assert.deepEqual(besideOf({ ...box, left: 300 }, menu, page, true), { left: 194, top: 146 });
  assert.deepEqual(besideOf(box, menu, page, false), { left: 6, top: 146 });
  const low = { width: 400, height: 320 };
  assert.deepEqual(besideOf({ ...box, top: 250 }, menu, low, true), { left: 50, top: 14 });
});

test("actions of the peer and removed messages are announced to screen readers", () => {
  const said = (before: Message, after: Message) => saidOfChange(before, after, "Bob");
  const edited = message({ body: { type: "text", text: "at *seven*" }, edited: { seq: 7 } });
  assert.equal(said(message(), edited), "Bob edited a message: at seven");
  assert.equal(said(edited, edited), undefined);
  assert.equal(said(message(), removed()), "Bob removed a message.");
  assert.equal(said(removed(), removed()), undefined);
  assert.equal(said(message({ mine: true }), removed({ mine: true })), "You removed the message.");
  assert.equal(said(message({ mine: true }), { ...edited, mine: true }), undefined);
  const liked = message({ reactions: [{ from: "bob", emoji: "👍", seq: 8 }] });
  assert.equal(said(message(), liked), "Bob reacted with 👍 to: at six");
  assert.equal(said(liked, message()), "Bob removed a reaction to: at six");
  const own = message({ reactions: [{ from: "alice", emoji: "👍", seq: 8 }] });
  assert.equal(said(message(), own), undefined);
});

test("a quoted message is read once, again when it changes, and again when it was missing", async () => {
  const listeners = new Map<string, (event: never) => void>();
  const asked: number[] = [];
  let isOnline = true;
  let changes = 0;
  const quotes = new Quotes({
    conversation: {
      peer: "bob",
      message: async seq => {
        asked.push(seq);
        if (!isOnline) {
          throw new Error("offline");
        }
        return seq === 4 ? undefined : message({ seq, sentAt: asked.length });
      },
    },
    on(name, listener) {
      listeners.set(name, listener);
      return () => listeners.delete(name);
    },
    changed: () => changes++,
  });
  const tell = async <Name extends "changed" | "cleared" | "connection">(
    name: Name,
    event: ChatEvents[Name],
  ) => {
    (listeners.get(name) as ((event: ChatEvents[Name]) => void) | undefined)?.(event);
    await new Promise(done => setImmediate(done));
  };
  assert.equal(quotes.of(5), undefined);
  assert.equal(quotes.of(5), undefined);
  assert.equal(quotes.of(4), undefined);
  await tell("changed", { peer: "carol", seqs: [5] });
  assert.equal((quotes.of(5) as Message).sentAt, 1);
  assert.equal(quotes.of(4), "hidden");
  await tell("changed", { peer: "bob", seqs: [5, 6] });
  assert.deepEqual(asked, [5, 4, 5]);
  isOnline = false;
  quotes.of(6);
  await tell("changed", { peer: "bob", seqs: [5] });
  assert.equal((quotes.of(5) as Message).sentAt, 3, "what was read stays");
  assert.equal(quotes.of(6), "missing");
  isOnline = true;
  await tell("connection", { status: "online" } as ChatEvents["connection"]);
  assert.equal((quotes.of(6) as Message).seq, 6);
  const before = asked.length;
  await tell("cleared", { peer: "bob", upTo: 5 });
  assert.deepEqual(asked.slice(before), [5, 4]);
  assert.ok(changes > 0);
  quotes.close();
  assert.equal(listeners.size, 0);
});

test("a text stays a reply until it is sent, and is one again if it was not saved", () => {
  const text = new ComposerText("yes", () => {}, 5);
  assert.equal(text.replyTo, 5);
  text.send();
  assert.equal(text.replyTo, undefined);
  text.failed("yes");
  assert.equal(text.replyTo, 5);
  text.send();
  text.answer(8);
  text.failed("yes");
  assert.equal(text.replyTo, 8, "the user answers another message meanwhile");
});

test("a draft keeps the message to which it replies", () => {
  const kept = new Map<string, string>();
  const storage = {
    get: (key: string) => kept.get(key),
    set: (key: string, value: string) => kept.set(key, value) !== undefined,
    remove: (key: string) => void kept.delete(key),
    keys: () => [...kept.keys()],
  } satisfies Pick<TextStorage, "get" | "set" | "remove" | "keys">;
  const drafts = () => new Drafts({ me: "alice", storage, outgoing: () => [], now: () => 1 });
  drafts().of("bob").answer(5);
  const again = drafts().of("bob");
  assert.equal(again.replyTo, 5);
  again.answer(undefined);
  assert.equal(kept.size, 0);
});
