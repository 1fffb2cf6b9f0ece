import assert from "node:assert/strict";
import { test } from "node:test";
import type { OutgoingMessage } from "../../src/messages.js";
import { Desk } from "../fake/desk.js";
import { frameOf, text } from "../fake/entries.js";
import { settled } from "../fake/loop.js";
import { twoTabs } from "../fake/tab.js";
import { bob, message, refuse, sent, waiting, writingDesk } from "../fake/writing-desk.js";

test("an unsent message is sent with its new text", async () => {
  const begun = await writingDesk();
  const draft = await waiting(begun);
  const { accepted } = await bob(begun).edit(draft, "better");
  assert.equal(await accepted, undefined);
  assert.equal(bob(begun).outgoing()[1]?.body.text, "better");
  assert.deepEqual(begun.client.operations(), []);
  begun.accept(3);
  await settled();
  assert.deepEqual(sent(begun).at(-1), { body: { type: "text", text: "better" } });
  const { outbox } = await begun.store.load();
  assert.deepEqual(
    outbox.map(({ body }) => body.text),
    ["better"],
  );
});

test("the removal of an unsent message deletes it with its operations", async () => {
  const begun = await writingDesk();
  const draft = await waiting(begun);
  await bob(begun).react(draft, "👍");
  await bob(begun).remove(draft);
  await settled();
  assert.deepEqual(
    bob(begun)
      .outgoing()
      .map(({ body }) => body.text),
    ["first"],
  );
  assert.deepEqual(
    (await begun.store.load()).outbox.map(({ body }) => body.text),
    ["first"],
  );
  begun.accept(3);
  await begun.loop.pass(20_000);
  assert.deepEqual(sent(begun), [{ body: { type: "text", text: "first" } }]);
});

test("the edit of a message in flight is shown immediately, and sent once the message is placed", async () => {
  const begun = await writingDesk();
  await waiting(begun);
  const [first] = bob(begun).outgoing();
  await bob(begun).edit(first as OutgoingMessage, "second thoughts");
  await settled();
  assert.equal(bob(begun).outgoing()[0]?.body.text, "second thoughts");
  assert.deepEqual(sent(begun), [{ body: { type: "text", text: "first" } }]);
  begun.accept(3);
  await settled();
  assert.equal((await message(begun, 3)).body?.text, "second thoughts");
  begun.accept(4);
  await settled();
  assert.deepEqual(sent(begun).at(-1), {
    target: 3,
    body: { type: "edit", text: "second thoughts" },
  });
});

test("the operations on a refused message are dropped", async () => {
  const begun = await writingDesk();
  await bob(begun).send("first");
  await settled();
  const [first] = bob(begun).outgoing() as [OutgoingMessage];
  await bob(begun).edit(first, "second thoughts");
  await refuse(begun, "recipientUnavailable");
  const [failed] = bob(begun).outgoing() as [OutgoingMessage];
  assert.deepEqual([failed.status, failed.body.text], ["failed", "first"]);
  assert.deepEqual(begun.client.operations(), []);
  await assert.rejects(bob(begun).edit(failed, "again"), { code: "targetGone" });
  await bob(begun).edit(first, "too late to edit");
  await settled();
  assert.equal((await begun.store.load()).outbox.length, 1);
});

test("an operation on a message that has left the outbox meanwhile finds the message in the log", async () => {
  const begun = await writingDesk();
  await bob(begun).send("first");
  const [first] = bob(begun).outgoing() as [OutgoingMessage];
  await settled();
  begun.accept(3);
  await settled();
  await bob(begun).react(first, "👍");
  await settled();
  assert.deepEqual(sent(begun).at(-1), { target: 3, body: { type: "reaction", emoji: "👍" } });
});

test("an operation on an unknown message is refused", async () => {
  const begun = await writingDesk();
  const codes: string[] = [];
  begun.client.on("refused", ({ error }) => codes.push(error.code));
  const gone = { clientMessageId: "gone", body: { type: "text", text: "x" }, status: "waiting" };
  await bob(begun).react(gone as OutgoingMessage, "👍");
  await settled();
  assert.deepEqual(codes, ["targetGone"]);
  assert.deepEqual(sent(begun), []);
});

test("a newer operation replaces an unsent one of its kind", async () => {
  const begun = await writingDesk();
  await bob(begun).send("first");
  await settled();
  const [hi, hello] = [await message(begun, 1), await message(begun, 2)];
  await bob(begun).react(hi, "👍");
  await bob(begun).react(hello, "😀");
  await bob(begun).edit(hello, "a");
  await bob(begun).edit(hello, "b");
  const last = await bob(begun).react(hi, "");
  await settled();
  assert.deepEqual((await message(begun, 1)).reactions, []);
  assert.deepEqual(
    begun.client.operations().map(({ text: t, emoji, target }) => [target, t ?? emoji]),
    [
      [2, "😀"],
      [2, "b"],
      [1, ""],
    ],
  );
  await bob(begun).remove(hello);
  await settled();
  assert.deepEqual(
    begun.client.operations().map(({ type, target }) => [type, target]),
    [
      ["reaction", 1],
      ["remove", 2],
    ],
  );
  await begun.client.close();
  await assert.rejects(last.accepted, { code: "closed" });
});

test("an operation that may have been sent keeps its place, also after a crash", async () => {
  const begun = await writingDesk();
  const hi = await message(begun, 1);
  await bob(begun).react(hi, "👍");
  await settled();
  await bob(begun).react(hi, "👎");
  const again = new Desk(begun.store);
  await again.online([{ peer: "bob", lastSeq: 2, cursor: 2 }]);
  await bob(again).react(hi, "😀");
  await settled();
  assert.deepEqual(
    again.client.operations().map(({ emoji }) => emoji),
    ["👍", "👎", "😀"],
  );
});

test("a tab can edit and remove unsent messages of another tab", async () => {
  const [first, second] = await twoTabs();
  const conversation = second.client.conversation("bob");
  await first.client.conversation("bob").send("on its way");
  await first.client.conversation("bob").send("draft");
  await conversation.send("from the other tab");
  await settled();
  const [, draft, other] = conversation.outgoing() as OutgoingMessage[];
  await conversation.edit(draft as OutgoingMessage, "better");
  await conversation.remove(other as OutgoingMessage);
  await settled();
  for (const tab of [first, second]) {
    const texts = tab.client.outgoing().map(({ body }) => body.text);
    assert.deepEqual(texts, ["on its way", "better"]);
  }
  await conversation.react((await conversation.message(1)) as never, "👍");
  await settled();
  const [hi] = (await first.client.conversation("bob").page()).messages;
  assert.deepEqual(
    hi?.reactions.map(({ emoji }) => emoji),
    ["👍"],
  );
});

test("an accepted message before the base keeps no text on the disk", async () => {
  const desk = await writingDesk();
  await bob(desk).send("a secret");
  void bob(desk).resync();
  await settled();
  desk.accept(3);
  await settled();
  desk.push(frameOf([text(9, "much later")], 8));
  await settled();
  const stored = await desk.store.entries("bob", { limit: 10 });
  assert.deepEqual(
    stored.map(({ seq, body }) => [seq, body?.type === "text" ? body.text : undefined]),
    [
      [3, undefined],
      [9, "much later"],
    ],
  );
});
