import assert from "node:assert/strict";
import { test } from "node:test";
import { ChatError, type ChatEvents, type ErrorCode, type Message } from "@serverlesschat/client";
import type { Hit } from "@serverlesschat/client/search";
import { excerptOf } from "../../src/search/excerpt.js";
import { Finder } from "../../src/search/finder.js";
import { canGoOn, statusOf } from "../../src/search/search-status.js";

const settled = () => new Promise(done => setImmediate(done));

const hit = (seq: number): Hit => ({
  peer: "bob",
  seq,
  from: "bob",
  sentAt: seq,
  snippet: "tea",
  matches: [[0, 3]],
});

/** A search that finds some messages, each once, and stops at an error before one of them. */
class FakeSearch {
  readonly #hits: Hit[];
  readonly #errors: Map<number, ErrorCode>;
  error: ChatError | undefined;

  constructor(seqs: readonly number[], errors: readonly (readonly [number, ErrorCode])[] = []) {
    this.#hits = seqs.map(hit);
    this.#errors = new Map(errors);
  }

  get isComplete(): boolean {
    return this.#hits.length === 0;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Hit, void, void> {
    this.error = undefined;
    while (this.#hits[0]) {
      const { seq } = this.#hits[0];
      const code = this.#errors.get(seq);
      if (code) {
        this.#errors.delete(seq);
        this.error = new ChatError(code, "refused");
        return;
      }
      yield this.#hits.shift() as Hit;
    }
  }
}

/** A finder, the numbers of its messages at each change, and the events that it hears. */
function finding(search: FakeSearch, texts: Record<number, string> = {}) {
  const told: string[] = [];
  const listeners = new Map<string, (event: never) => void>();
  const finder: Finder = new Finder({
    query: "tea",
    search,
    conversation: () => ({
      async message(seq) {
        const text = texts[seq];
        return (text === undefined ? {} : { body: { type: "text", text } }) as Message;
      },
    }),
    on(name, listener) {
      listeners.set(name, listener as (event: never) => void);
      return () => listeners.delete(name);
    },
    changed: () => told.push(finder.hits.map(({ seq }) => seq).join()),
  });
  const tell = <Name extends "changed" | "connection">(name: Name, event: ChatEvents[Name]) =>
    listeners.get(name)?.(event as never);
  return { finder, told, tell };
}

const seqs = ({ hits }: Finder) => hits.map(({ seq }) => seq);

test("messages are found in portions", async () => {
  const { finder, told } = finding(new FakeSearch([9, 7, 4, 2, 1]));
  finder.more(2);
  assert.equal(finder.isSearching, true);
  await settled();
  assert.deepEqual([seqs(finder), canGoOn(finder)], [[9, 7], true]);
  assert.deepEqual(told, ["", "9", "9,7", "9,7"]);
  finder.more(1);
  finder.more(2);
  await settled();
  assert.deepEqual([seqs(finder), finder.isComplete], [[9, 7, 4, 2], false]);
  finder.more(5);
  await settled();
  assert.deepEqual([seqs(finder), canGoOn(finder)], [[9, 7, 4, 2, 1], false]);
});

test("a search that was interrupted offline goes on once online", async () => {
  const { finder, tell } = finding(new FakeSearch([9, 7], [[7, "offline"]]));
  finder.more(20);
  await settled();
  assert.deepEqual([seqs(finder), finder.error, canGoOn(finder)], [[9], "offline", false]);
  assert.equal(
    statusOf("tea", finder),
    "1 message found so far. You are offline: only the messages on this device were searched.",
  );
  tell("connection", { status: "online" });
  await settled();
  assert.deepEqual([seqs(finder), finder.error], [[9, 7], undefined]);
  assert.equal(statusOf("tea", finder), "2 messages found.");
});

test("a search refused because of too many searches goes on when the user asks for it", async () => {
  const { finder, tell } = finding(new FakeSearch([9], [[9, "rateLimited"]]));
  finder.more(20);
  await settled();
  tell("connection", { status: "online" });
  await settled();
  assert.deepEqual([seqs(finder), finder.error, canGoOn(finder)], [[], "rateLimited", true]);
  assert.equal(statusOf("tea", finder), "Too many searches. Try again later.");
  finder.more(20);
  await settled();
  assert.deepEqual(seqs(finder), [9]);
});

test("a message that no longer has the words leaves the list", async () => {
  const { finder, tell } = finding(new FakeSearch([9, 7, 4]), { 9: "coffee", 7: "more tea" });
  finder.more(20);
  await settled();
  tell("changed", { peer: "bob", seqs: [9, 7, 4, 100] });
  tell("changed", { peer: "carol", seqs: [7] });
  await settled();
  assert.deepEqual(seqs(finder), [7]);
});

test("a closed finder reports nothing and reads no further", async () => {
  const search = new FakeSearch([9, 7, 4]);
  const { finder, told } = finding(search);
  finder.more(20);
  finder.close();
  await settled();
  assert.deepEqual([told.length, search.isComplete], [1, false]);
});

test("texts that cannot be searched have a status of their own", () => {
  assert.equal(statusOf("\u0301", undefined), "");
  assert.equal(statusOf("x".repeat(10_000), undefined), "Search for at most 64 characters.");
  assert.equal(statusOf("\ud83d", undefined), "No messages found.");
  assert.equal(statusOf("tea", undefined), "Searching …");
});

test("an excerpt has no marks of formats, and begins near the first match", () => {
  assert.deepEqual(excerptOf("*Tea* or _coffee_", "coffee tea"), {
    text: "Tea or coffee",
    matches: [
      [0, 3],
      [7, 13],
    ],
  });
  assert.equal(excerptOf("*tea*", "*").text, "*tea*");
  const { text, matches } = excerptOf(`${"👍 ".repeat(40)}tea`, "tea");
  assert.equal(text, `…${"👍 ".repeat(15)}tea`);
  assert.deepEqual(
    matches.map(([start, end]) => text.slice(start, end)),
    ["tea"],
  );
});
