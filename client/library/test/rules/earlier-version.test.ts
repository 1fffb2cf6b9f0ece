import assert from "node:assert/strict";
import { test } from "node:test";
import { contentOf } from "../../src/protocol/content.js";
import { BEGUN, Desk } from "../fake/desk.js";
import { edit, frameOf, removal, text } from "../fake/entries.js";
import { settled } from "../fake/loop.js";

test("operations that an earlier version stored are folded at the start", async () => {
  const before = new Desk();
  await before.online([BEGUN]);
  before.push(frameOf([text(1, "hi"), text(2, "secret")], 0));
  await settled();
  await before.client.close();
  const { conversations } = await before.store.load();
  const { folds: _, ...old } = conversations[0] as { folds?: number };
  const operations = [edit(3, 1, "hello"), removal(4, 2)];
  await before.store.write({
    conversations: [{ ...old, held: 4, end: 4 } as never],
    entries: operations.map(entry => ({ peer: "bob", entry })),
  });
  const after = new Desk(before.store);
  const changed: number[] = [];
  after.client.on("changed", ({ seqs }) => changed.push(...seqs));
  await after.client.start();
  await settled();
  assert.deepEqual(changed, [1, 2]);
  const { messages } = await after.client.conversation("bob").page();
  assert.deepEqual(messages.map(contentOf), [{ type: "text", text: "hello" }, { type: "removed" }]);
  assert.equal((await after.store.entries("bob", { limit: 9 }))[1]?.body, undefined);
  assert.equal(after.client.conversation("bob").state.lastMessage?.preview, "");
});
