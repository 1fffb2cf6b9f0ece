import assert from "node:assert/strict";
import { test } from "node:test";
import type { ChatEvents } from "../../src/chat-events.js";
import { contentOf } from "../../src/protocol/content.js";
import { edit, frameOf, reaction, removal } from "../fake/entries.js";
import { settled } from "../fake/loop.js";
import { bob, message, refuse, sent, writingDesk } from "../fake/writing-desk.js";

test("a reply has its target, and a forwarded text has its count", async () => {
  const begun = await writingDesk();
  await bob(begun).send("yes", { replyTo: 1 });
  await settled();
  begun.accept(3);
  await settled();
  await bob(begun).send("news", { forwarded: 1 });
  await settled();
  begun.accept(4);
  await settled();
  assert.deepEqual(sent(begun), [
    { target: 1, body: { type: "text", text: "yes" } },
    { body: { type: "text", text: "news", forwarded: 1 } },
  ]);
  const { messages } = await bob(begun).page({ after: 2 });
  assert.deepEqual(
    messages.map(({ replyTo, forwarded }) => [replyTo, forwarded]),
    [
      [1, 0],
      [undefined, 1],
    ],
  );
});

test("an operation is shown immediately, sent like a message, and placed once accepted", async () => {
  const begun = await writingDesk();
  const changed: number[] = [];
  begun.client.on("changed", ({ seqs }) => changed.push(...seqs));
  const { clientMessageId: id } = await bob(begun).edit(await message(begun, 2), "hello there");
  const early = await message(begun, 2);
  assert.deepEqual([early.body?.text, early.isChanging], ["hello there", true]);
  assert.deepEqual(changed, [2]);
  assert.deepEqual(begun.client.outgoing(), []);
  assert.equal(begun.client.operations()[0]?.clientMessageId, id);
  await settled();
  assert.deepEqual(sent(begun), [{ target: 2, body: { type: "edit", text: "hello there" } }]);
  begun.accept(3);
  await settled();
  const late = await message(begun, 2);
  assert.deepEqual(
    [late.body?.text, late.isChanging, late.edited],
    ["hello there", false, { seq: 3, at: 1 }],
  );
  assert.deepEqual(begun.client.operations(), []);
  assert.equal(bob(begun).state.lastMessage?.preview, "hello there");
});

test("a removal is shown immediately, and the text is deleted when the removal is placed", async () => {
  const begun = await writingDesk();
  await bob(begun).remove(await message(begun, 2));
  assert.deepEqual(contentOf(await message(begun, 2)), { type: "removed" });
  await settled();
  begun.accept(3);
  await settled();
  assert.equal((await begun.store.entries("bob", { limit: 9 }))[1]?.body, undefined);
});

for (const [code, message_, told] of [
  ["tooLate", "", "tooLate"],
  ["targetGone", "", "targetGone"],
  ["invalidField", "body.type must be text", "notSupported"],
  ["invalidField", "target must be your own message", "invalidField"],
] as const) {
  test(`a final ${code} ${message_} is reported as ${told}, and the message is as it was`, async () => {
    const begun = await writingDesk();
    const refused: ChatEvents["refused"][] = [];
    begun.client.on("refused", event => refused.push(event));
    const { accepted } = await bob(begun).edit(await message(begun, 2), "late");
    await settled();
    await refuse(begun, code, message_);
    await assert.rejects(accepted, { code: told });
    const [{ operation, error } = refused[0] as never] = refused;
    assert.deepEqual([error.code, error.peer], [told, "bob"]);
    assert.deepEqual([operation.type, operation.target, operation.text], ["edit", 2, "late"]);
    const { body, isChanging } = await message(begun, 2);
    assert.deepEqual([body?.text, isChanging], ["hello", false]);
    assert.deepEqual((await begun.store.load()).outbox, []);
    await bob(begun).send("next");
    await settled();
    assert.equal(sent(begun).length, 2);
  });
}

test("only unremoved messages of this user can be edited and removed", async () => {
  const begun = await writingDesk();
  const hi = await message(begun, 1);
  await assert.rejects(bob(begun).edit(hi, "mine"), { code: "invalidField" });
  await assert.rejects(bob(begun).remove(hi), { code: "invalidField" });
  await assert.rejects(bob(begun).edit(await message(begun, 2), " "), { code: "emptyText" });
  begun.push(frameOf([removal(3, 2, "alice")]));
  await settled();
  await assert.rejects(bob(begun).react(await message(begun, 2), "👍"), { code: "targetGone" });
  assert.deepEqual((await begun.store.load()).outbox, []);
});

test("operations of another device apply to a message with an unsent operation of this device", async () => {
  const begun = await writingDesk();
  await bob(begun).react(await message(begun, 2), "👍");
  await settled();
  begun.push(frameOf([edit(3, 2, "hello again", "alice"), reaction(4, 2, "👎", "alice")]));
  await settled();
  const { body, reactions, isChanging } = await message(begun, 2);
  assert.deepEqual(
    [body?.text, reactions.map(({ emoji }) => emoji), isChanging],
    ["hello again", ["👍"], true],
  );
  begun.accept(5);
  await settled();
  assert.deepEqual(
    (await message(begun, 2)).reactions.map(({ seq }) => seq),
    [5],
  );
});
