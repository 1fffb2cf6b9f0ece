import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import { IndexedDbStore } from "../../src/store/indexeddb.js";
import { item } from "./fixtures.js";

test("IndexedDbStore writes all of a batch or nothing", async () => {
  const store = new IndexedDbStore("all-or-nothing");
  const bad = { ...item("b", 2), body: (() => {}) as never };
  await assert.rejects(store.write({ device: { deviceId: "d" }, outbox: [item("a", 1), bad] }));
  assert.deepEqual(await store.load(), { conversations: [], outbox: [] });
  await store.close();
});
