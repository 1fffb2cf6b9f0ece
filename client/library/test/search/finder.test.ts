import assert from "node:assert/strict";
import { test } from "node:test";
import type { ChatEvents } from "../../src/chat-events.js";
import { ChatError, type ErrorCode } from "../../src/errors.js";
import type { Message } from "../../src/messages.js";
import type { Hit } from "../../src/protocol/search-frames.js";
import { Finder, find } from "../../src/search/finder.js";
import { text } from "../fake/entries.js";
import { settled } from "../fake/loop.js";
import { answer, asked, holding } from "./searching.js";

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
    pause: run => {
      run();
      return () => {};
    },
    end: () => told.push("end"),
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
  assert.deepEqual([seqs(finder), finder.isComplete], [[9, 7], false]);
  assert.deepEqual(told, ["", "9", "9,7", "9,7"]);
  finder.more(1);
  finder.more(2);
  await settled();
  assert.deepEqual([seqs(finder), finder.isComplete], [[9, 7, 4, 2], false]);
  finder.more(5);
  await settled();
  assert.deepEqual([seqs(finder), finder.isComplete], [[9, 7, 4, 2, 1], true]);
});

test("a search that was interrupted offline goes on once online", async () => {
  const { finder, tell } = finding(new FakeSearch([9, 7], [[7, "offline"]]));
  finder.more(20);
  await settled();
  assert.deepEqual([seqs(finder), finder.error], [[9], "offline"]);
  tell("connection", { status: "online" });
  await settled();
  assert.deepEqual([seqs(finder), finder.error], [[9, 7], undefined]);
});

test("a search refused because of too many searches goes on when the user asks for it", async () => {
  const { finder, tell } = finding(new FakeSearch([9], [[9, "rateLimited"]]));
  finder.more(20);
  await settled();
  tell("connection", { status: "online" });
  await settled();
  assert.deepEqual([seqs(finder), finder.error], [[], "rateLimited"]);
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
  assert.deepEqual([told, search.isComplete], [["", "end"], false]);
});

test("a finder finds messages of a client after a pause", async () => {
  const desk = await holding([text(1, "tea"), text(2, "water")]);
  const finder = find(desk.client, "TEA", { peer: "bob", pauseMs: 300 }, () => {});
  finder.more(20);
  await desk.loop.pass(299);
  assert.deepEqual([seqs(finder), finder.isSearching], [[], true]);
  await desk.loop.pass(1);
  assert.deepEqual([seqs(finder), finder.isSearching, finder.isComplete], [[1], false, true]);
  assert.throws(() => find(desk.client, "", {}, () => {}), { code: "emptyText" });
});

test("a closed finder sends no request, also if it is closed during the pause", async () => {
  const desk = await holding([text(91, "tea")], 90);
  const first = find(desk.client, "tea", { pauseMs: 300 }, () => {});
  first.more(20);
  first.close();
  await desk.loop.pass(300);
  assert.deepEqual(asked(desk), []);
  const second = find(desk.client, "tea", {}, () => {});
  second.more(20);
  await desk.loop.pass(1);
  assert.equal(asked(desk).length, 1);
  second.close();
  await answer(desk, [], "a");
  assert.equal(asked(desk).length, 1);
});
