import assert from "node:assert/strict";
import { test } from "node:test";
import { text } from "../fake/entries.js";
import { settled } from "../fake/loop.js";
import { answer, hit, holding, rest, tea } from "./searching.js";

test("hidden messages of the device are not found", async () => {
  const desk = await holding([text(1, "tea"), text(2, "tea"), text(3, "tea")]);
  await desk.client.conversation("bob").hide([2]);
  await settled();
  assert.deepEqual(await rest(tea(desk, { peer: "bob" })), [3, 1]);
});

test("a hit of a server that does not know yet what is hidden or cleared is left out", async () => {
  const desk = await holding([text(91, "tea"), text(92, "tea")], 90);
  const bob = desk.client.conversation("bob");
  await bob.hide([80]);
  await bob.clear(70);
  await settled();
  const all = rest(tea(desk, { peer: "bob" }));
  await answer(desk, [hit(85), hit(80), hit(70), hit(7)]);
  assert.deepEqual(await all, [92, 91, 85]);
});

test("cleared messages of the device are not found", async () => {
  const desk = await holding([text(1, "tea"), text(2, "tea"), text(3, "tea")]);
  await desk.client.conversation("bob").clear(2);
  await settled();
  const all = rest(tea(desk, { peer: "bob" }));
  await answer(desk, []);
  assert.deepEqual(await all, [3]);
});
