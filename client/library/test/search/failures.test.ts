import assert from "node:assert/strict";
import { test } from "node:test";
import { search } from "../../src/search/search.js";
import { text } from "../fake/entries.js";
import { settled } from "../fake/loop.js";
import { answer, asked, hit, holding, refuse, rest, tea } from "./searching.js";

test("offline, the device is searched, and the search continues once online", async () => {
  const desk = await holding([text(91, "tea")], 90);
  desk.offline();
  const hits = tea(desk);
  assert.deepEqual(await rest(hits), [91]);
  assert.deepEqual(
    [hits.error?.code, hits.hasSearchedDevice, hits.isComplete],
    ["offline", true, false],
  );
  await desk.loop.pass(2_000);
  await desk.open();
  const more = rest(hits);
  await answer(desk, [hit(91), hit(5)]);
  assert.deepEqual([await more, hits.error, hits.isComplete], [[5], undefined, true]);
});

test("a connection that is lost meanwhile ends the search immediately", async () => {
  const desk = await holding([text(91, "tea")], 90);
  const hits = tea(desk);
  const all = rest(hits);
  await settled();
  desk.offline();
  assert.deepEqual([await all, hits.error?.code], [[91], "offline"]);
});

test("a search refused by rateLimited is not repeated before the caller continues", async () => {
  const desk = await holding([text(91, "tea")], 90);
  const hits = tea(desk);
  const all = rest(hits);
  await answer(desk, [hit(80)], "a");
  await refuse(desk, "rateLimited", { retryable: true, retryAfterMs: 20_000 });
  assert.deepEqual(
    [await all, hits.error?.code, hits.isComplete],
    [[91, 80], "rateLimited", false],
  );
  await desk.loop.pass(60_000);
  assert.equal(asked(desk).length, 2);
  const more = rest(hits);
  await answer(desk, [hit(70)]);
  assert.deepEqual([await more, hits.isComplete], [[70], true]);
  assert.deepEqual(asked(desk).at(-1), { query: "tea", cursor: "a" });
});

test("a temporary failure is repeated, other refusals end the search", async () => {
  const desk = await holding([text(91, "tea")], 90);
  const hits = tea(desk);
  const all = rest(hits);
  await refuse(desk, "unavailable", { retryable: true });
  await desk.loop.pass(5_000);
  assert.equal(asked(desk).length, 2);
  await refuse(desk, "unknownAction");
  assert.deepEqual([await all, hits.error?.code], [[91], "notSupported"]);
});

test("a cursor that the server refuses is dropped", async () => {
  const desk = await holding([text(91, "tea")], 90);
  const hits = tea(desk);
  const all = rest(hits);
  await answer(desk, [hit(80)], "a");
  await refuse(desk, "invalidField");
  assert.deepEqual([await all, hits.error?.code], [[91, 80], "invalidField"]);
  const more = rest(hits);
  await answer(desk, [hit(80), hit(70)]);
  assert.deepEqual([await more, asked(desk).at(-1)], [[70], { query: "tea" }]);
});

test("an iteration that ended early is continued by the next one", async () => {
  const desk = await holding([text(1, "tea"), text(2, "tea"), text(3, "tea")]);
  const hits = tea(desk, { peer: "bob" });
  for await (const { seq } of hits) {
    assert.equal(seq, 3);
    break;
  }
  assert.equal(hits.isComplete, false);
  assert.deepEqual([await rest(hits), hits.isComplete], [[2, 1], true]);
  assert.deepEqual(await rest(hits), []);
});

test("an aborted search ends, also while it waits for the server", async () => {
  const desk = await holding([text(91, "tea")], 90);
  const end = new AbortController();
  const hits = tea(desk, { signal: end.signal });
  const all = rest(hits);
  await settled();
  assert.equal(asked(desk).length, 1);
  end.abort();
  assert.deepEqual(await all, [91]);
  assert.deepEqual([hits.isComplete, hits.error], [false, undefined]);
  await answer(desk, [hit(5)]);
  assert.deepEqual(await rest(hits), []);
  assert.deepEqual(await rest(tea(desk, { signal: end.signal })), []);
});

test("a query that cannot be searched is refused without a request", async () => {
  const desk = await holding([text(91, "tea")], 90);
  for (const [query, code] of [
    ["\u0301", "emptyText"],
    ["x".repeat(10_000), "tooLarge"],
    ["\udc00", "invalidText"],
  ] as const) {
    assert.throws(() => search(desk.client, query), { code });
  }
  assert.deepEqual(asked(desk), []);
});

test("a search of a closed client ends with closed", async () => {
  const desk = await holding([text(91, "tea")], 90);
  await desk.client.close();
  const hits = tea(desk);
  assert.deepEqual([await rest(hits), hits.error?.code], [[91], "closed"]);
});
