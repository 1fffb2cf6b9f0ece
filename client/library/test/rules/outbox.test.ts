import assert from "node:assert/strict";
import { test } from "node:test";
import { Desk, entries } from "../fake/desk.js";
import { settled } from "../fake/loop.js";

test("a message and its firstAfter are on disk before it is sent", async () => {
  const desk = await Desk.begun(3);
  const sent = desk.socket.frames("sendMessage");
  const { clientMessageId: id } = await desk.client.conversation("bob").send("hi");
  assert.deepEqual(sent, []);
  const { outbox } = await desk.store.load();
  assert.equal(outbox[0]?.firstAfter, 3);
  await settled();
  const [frame] = desk.socket.frames("sendMessage");
  assert.equal(frame?.clientMessageId, id);
  assert.equal(frame?.after, 3);
});

test("messages are sent after caughtUp, not before", async () => {
  const desk = new Desk();
  await desk.client.start();
  await desk.client.conversation("bob").send("hi");
  desk.socket.open();
  desk.bob(1, 1, 0);
  await desk.loop.pass(1_000);
  assert.equal(desk.socket.frames("sendMessage").length, 0);
  desk.push({ type: "caughtUp", at: 1, more: false, conversations: [] });
  await settled();
  assert.equal(desk.socket.frames("sendMessage").length, 1);
});

test("one message per conversation is in flight; conversations are independent", async () => {
  const desk = await Desk.begun();
  desk.push({ type: "messages", peer: "carol", after: 0, messages: entries("carol", 1, 1) });
  const bob = desk.client.conversation("bob");
  await Promise.all([bob.send("1"), bob.send("2"), desk.client.conversation("carol").send("3")]);
  await settled();
  const texts = () => desk.socket.frames("sendMessage").map(f => (f.body as { text: string }).text);
  assert.deepEqual(texts(), ["1", "3"]);
  const [{ requestId, clientMessageId } = {}] = desk.socket.frames("sendMessage");
  desk.push({
    type: "accepted",
    requestId,
    peer: "bob",
    seq: 2,
    clientMessageId,
    sentAt: 1,
    salt: "AA",
  });
  await settled();
  assert.deepEqual(texts(), ["1", "3", "2"]);
  assert.equal(desk.socket.frames("sendMessage").at(-1)?.after, 2);
});

test("without a reply in 10 s a message is sent again with the same id", async () => {
  const desk = await Desk.begun();
  const { clientMessageId: id } = await desk.client.conversation("bob").send("hi");
  await desk.loop.pass(10_100);
  const tries = desk.socket.frames("sendMessage");
  assert.deepEqual(
    tries.map(f => f.clientMessageId),
    [id, id],
  );
  assert.notEqual(tries[0]?.requestId, tries[1]?.requestId);
});

test("a message that comes back is shown as sent, stays in the outbox, and is retried with seq", async () => {
  const desk = await Desk.begun();
  const bob = desk.client.conversation("bob");
  const { clientMessageId: id } = await bob.send("hi");
  await settled();
  const own = {
    seq: 2,
    from: "alice",
    clientMessageId: id,
    sentAt: 1,
    body: { type: "text", text: "hi" },
  };
  desk.push({ type: "messages", peer: "bob", messages: [own] });
  await settled();
  assert.equal((await desk.store.load()).outbox.length, 1);
  assert.deepEqual(bob.outgoing(), []);
  assert.equal(bob.status((await bob.page()).messages[1] as never), "sent");
  await desk.loop.pass(10_100);
  const again = desk.socket.frames("sendMessage").at(-1);
  assert.equal(again?.seq, 2);
  assert.equal(again?.after, undefined);
  desk.accept(2);
  await settled();
  assert.deepEqual((await desk.store.load()).outbox, []);
});

test("a finally refused message is kept and shown until the app retries or discards it", async () => {
  const desk = await Desk.begun();
  const bob = desk.client.conversation("bob");
  const { clientMessageId: id } = await bob.send("hi");
  await settled();
  const rejected = {
    type: "rejected",
    peer: "bob",
    clientMessageId: id,
    code: "recipientUnavailable",
    message: "no",
  };
  desk.push({ ...rejected, retryable: false });
  await settled();
  assert.equal(bob.outgoing()[0]?.status, "failed");
  assert.equal(bob.outgoing()[0]?.rejected?.code, "recipientUnavailable");
  await bob.retry(id);
  await settled();
  assert.deepEqual(
    desk.socket.frames("sendMessage").map(f => f.clientMessageId),
    [id, id],
  );
  desk.push({ ...rejected, retryable: false });
  await settled();
  await bob.discard(id);
  assert.deepEqual(bob.outgoing(), []);
  assert.deepEqual((await desk.store.load()).outbox, []);
});

test("a retryable refusal keeps the message and repeats it after the requested wait", async () => {
  const desk = await Desk.begun();
  const { clientMessageId: id } = await desk.client.conversation("bob").send("hi");
  await settled();
  desk.push({
    type: "rejected",
    clientMessageId: id,
    code: "rateLimited",
    message: "",
    retryable: true,
    retryAfterMs: 4_000,
  });
  await desk.loop.pass(3_900);
  assert.equal(desk.socket.frames("sendMessage").length, 1);
  await desk.loop.pass(200);
  assert.equal(desk.socket.frames("sendMessage").length, 2);
});

test("after tokenExpired the message is sent on a new connection with a new token", async () => {
  const desk = await Desk.begun();
  const { clientMessageId: id } = await desk.client.conversation("bob").send("hi");
  await settled();
  desk.push({
    type: "rejected",
    clientMessageId: id,
    code: "tokenExpired",
    message: "",
    retryable: false,
  });
  await desk.loop.pass(1_000);
  assert.equal(desk.asked.at(-1), true);
  await desk.open();
  assert.equal(desk.socket.frames("sendMessage")[0]?.clientMessageId, id);
});

test("the first message to a new peer reads the newest page of the conversation first", async () => {
  const desk = new Desk();
  await desk.online();
  await desk.client.conversation("bob").send("hi");
  await settled();
  const [history] = desk.socket.frames("history");
  assert.equal(desk.socket.frames("sendMessage").length, 0);
  const page = { type: "history", requestId: history?.requestId, peer: "bob", more: true };
  desk.push({ ...page, messages: entries("bob", 31, 40) });
  await settled();
  assert.equal(desk.socket.frames("sendMessage")[0]?.after, 40);
});

test("accepted resolves with the message's place; a retried refusal has rejected before", async () => {
  const desk = await Desk.begun();
  const bob = desk.client.conversation("bob");
  const [first, second] = [await bob.send("1"), await bob.send("2")];
  await settled();
  desk.accept(2);
  assert.equal(await first.accepted, 2);
  await settled();
  const { clientMessageId } = second;
  const code = "recipientUnavailable";
  desk.push({ type: "rejected", clientMessageId, code, message: "no", retryable: false });
  await assert.rejects(second.accepted, { code, message: "no", peer: "bob" });
});
