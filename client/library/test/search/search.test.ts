import assert from "node:assert/strict";
import { test } from "node:test";
import type { Entry } from "../../src/protocol/model.js";
import type { Desk } from "../fake/desk.js";
import { edit, reaction, removal, text } from "../fake/entries.js";
import { settled } from "../fake/loop.js";
import { answer, asked, hit, holding, rest, tea } from "./searching.js";

test("the messages of the device are found newest first, as they are now", async () => {
  const desk = await holding([
    text(1, "Tea?"),
    text(2, "coffee"),
    text(3, "no téa", "alice"),
    text(4, "tea with milk"),
    reaction(5, 1, "🍵"),
    edit(6, 2, "rather tea"),
    removal(7, 4),
    edit(8, 3, "nothing", "alice"),
  ]);
  const hits = tea(desk, { peer: "bob" });
  const found = [];
  for await (const one of hits) {
    found.push(one);
  }
  assert.deepEqual(found, [
    { peer: "bob", seq: 2, from: "bob", sentAt: 2, snippet: "rather tea", matches: [[7, 10]] },
    { peer: "bob", seq: 1, from: "bob", sentAt: 1, snippet: "Tea?", matches: [[0, 3]] },
  ]);
  assert.deepEqual([hits.isComplete, hits.error, asked(desk)], [true, undefined, []]);
});

test("unsent operations count as done", async () => {
  const desk = await holding([text(1, "tea", "alice"), text(2, "water", "alice")]);
  const bob = desk.client.conversation("bob");
  const [one, two] = (await bob.page()).messages;
  assert.ok(one && two);
  await bob.remove(one);
  await bob.edit(two, "tea");
  assert.deepEqual(await rest(tea(desk, { peer: "bob" })), [2]);
});

test("the server is asked only for what lies before, page by page", async () => {
  const desk = await holding([text(91, "tea"), text(92, "x")], 90);
  const hits = tea(desk, { peer: "bob" });
  const all = rest(hits);
  await answer(desk, [hit(80)], "a");
  await answer(desk, [], "b");
  assert.equal(hits.isComplete, false);
  await answer(desk, [hit(7)]);
  assert.deepEqual([await all, hits.isComplete], [[91, 80, 7], true]);
  const request = { query: "tea", peer: "bob", before: 91 };
  assert.deepEqual(asked(desk), [
    request,
    { ...request, cursor: "a" },
    { ...request, cursor: "b" },
  ]);
});

test("a conversation that the device does not hold is searched on the server", async () => {
  const desk = await holding([text(1, "tea")]);
  const all = rest(tea(desk, { peer: "carol" }));
  await answer(desk, [hit(5, "carol")]);
  assert.deepEqual([await all, asked(desk)], [[5], [{ query: "tea", peer: "carol" }]]);
});

test("each message of all conversations is found once", async () => {
  const desk = await holding([text(91, "tea"), text(92, "water")], 90);
  const found: string[] = [];
  const all = (async () => {
    for await (const { peer, seq } of tea(desk)) {
      found.push(`${peer} ${seq}`);
    }
  })();
  // The server does not know yet that 92 was edited, and repeats hits of the page before.
  await answer(desk, [hit(92), hit(91), hit(90), hit(3, "carol")], "a");
  await answer(desk, [hit(3, "carol"), hit(90), hit(91, "carol"), hit(93)]);
  await all;
  assert.deepEqual(found, ["bob 91", "bob 90", "carol 3", "carol 91", "bob 93"]);
  assert.deepEqual(asked(desk), [{ query: "tea" }, { query: "tea", cursor: "a" }]);
});

test("a hit of the server with unsent operations is shown as it is now", async () => {
  const desk = await holding([text(91, "x")], 90);
  const bob = desk.client.conversation("bob");
  const own = (seq: number) => text(seq, "tea", "alice");
  const read = async (seq: number) => {
    const found = bob.message(seq);
    await answerHistory(desk, [own(seq)]);
    return (await found) ?? assert.fail();
  };
  await bob.remove(await read(1));
  await bob.edit(await read(2), "a lot of tea");
  await bob.edit(await read(3), "water");
  await bob.react(await read(4), "👍");
  const snippets: string[] = [];
  const all = (async () => {
    for await (const { seq, snippet } of tea(desk)) {
      snippets.push(`${seq} ${snippet}`);
    }
  })();
  await answer(desk, [hit(4), hit(3), hit(2), hit(1)]);
  for (const seq of [3, 2, 1]) {
    await answerHistory(desk, [own(seq)]);
  }
  await all;
  assert.deepEqual(snippets, ["4 tea", "2 a lot of tea"]);
});

async function answerHistory(desk: Desk, messages: readonly Entry[]): Promise<void> {
  await settled();
  const { requestId } = desk.socket.frames("history").at(-1) ?? {};
  desk.push({ type: "history", requestId, peer: "bob", messages, more: true, state: [] });
  await settled();
}
