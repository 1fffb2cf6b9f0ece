import assert from "node:assert/strict";
import { test } from "node:test";
import { Desk, entries } from "../fake/desk.js";
import { settled } from "../fake/loop.js";

test("entries are reported in order and once, no matter in which order they arrive", async () => {
  const desk = await Desk.begun();
  const told = desk.told();
  desk.bob(4, 4);
  desk.bob(3, 3);
  desk.bob(3, 4);
  await settled();
  assert.deepEqual(told, []);
  desk.bob(2, 3);
  desk.bob(1, 4);
  await settled();
  assert.deepEqual(told, [2, 3, 4]);
});

test("a gap is repaired by sync with an explicit cursor, repeated after 5 s and doubling waits", async () => {
  const desk = await Desk.begun(3);
  desk.bob(5, 5);
  const syncs = () => desk.socket.frames("sync").map(({ cursors }) => cursors);
  assert.deepEqual(syncs(), [{ bob: 3 }]);
  await desk.loop.pass(5_100);
  assert.equal(syncs().length, 2);
  await desk.loop.pass(9_000);
  assert.equal(syncs().length, 2);
  await desk.loop.pass(1_100);
  assert.equal(syncs().length, 3);
  desk.bob(4, 5, 3);
  desk.push({
    type: "caughtUp",
    requestId: desk.socket.frames("sync").at(-1)?.requestId,
    at: 2,
    conversations: [],
  });
  await desk.loop.pass(60_000);
  assert.equal(syncs().length, 3);
});

test("the late answer to an earlier sync does not stop the repair if the next answer is lost", async () => {
  const desk = await Desk.begun(3);
  const syncs = () => desk.socket.frames("sync");
  desk.bob(5, 5);
  await desk.loop.pass(5_100);
  assert.equal(syncs().length, 2);
  desk.bob(4, 5, 3);
  desk.push({ type: "caughtUp", requestId: syncs()[0]?.requestId, at: 2, conversations: [] });
  await settled();
  desk.bob(7, 7);
  await desk.loop.pass(10_100);
  assert.deepEqual(syncs().at(-1)?.cursors, { bob: 5 });
});

test("a gap is repaired by the next process", async () => {
  const desk = await Desk.begun(3);
  desk.bob(5, 5);
  await desk.client.close();
  const next = new Desk(desk.store);
  await next.online();
  await next.loop.pass(5_100);
  assert.deepEqual(next.socket.frames("sync")[0]?.cursors, { bob: 3 });
  const told = next.told();
  next.bob(4, 4);
  await settled();
  assert.deepEqual(told, [4, 5]);
});

test("without caughtUp in 5 s the client sends sync", async () => {
  const desk = new Desk();
  await desk.client.start();
  await settled();
  desk.socket.open();
  await desk.loop.pass(4_900);
  assert.equal(desk.socket.frames("sync").length, 0);
  await desk.loop.pass(200);
  assert.equal(desk.socket.frames("sync").length, 1);
});

test("the next connect sends the last caughtUp's at as since", async () => {
  const desk = await Desk.begun();
  desk.push({ type: "caughtUp", at: 1_790_000_005_456, conversations: [] });
  await settled();
  desk.socket.cut();
  await desk.loop.pass(60_000);
  assert.equal(desk.sockets[0]?.url.searchParams.get("since"), null);
  assert.equal(desk.socket.url.searchParams.get("since"), "1790000005456");
  assert.equal(
    desk.socket.url.searchParams.get("deviceId"),
    desk.sockets[0]?.url.searchParams.get("deviceId"),
  );
});

test("after ackBeyondLog the replica is dropped and read again", async () => {
  const desk = await Desk.begun(5);
  desk.push({ type: "rejected", peer: "bob", code: "ackBeyondLog", message: "", retryable: false });
  await settled();
  const [history] = desk.socket.frames("history");
  desk.push({
    type: "history",
    requestId: history?.requestId,
    peer: "bob",
    more: false,
    messages: entries("bob", 1, 2),
  });
  await settled();
  const page = await desk.client.conversation("bob").page();
  assert.deepEqual(
    page.messages.map(({ seq }) => seq),
    [1, 2],
  );
});

test("a digest that differs from the computed one is reported", async () => {
  const desk = await Desk.begun();
  desk.push({ type: "messages", peer: "bob", messages: entries("bob", 2, 2), digest: "AAAA" });
  await settled();
  assert.equal(desk.errors[0]?.code, "digestMismatch");
  assert.equal(desk.errors[0]?.peer, "bob");
});

test("an opened conversation is compared with the digest of its newest page", async () => {
  const desk = new Desk();
  await desk.online();
  void desk.client.conversation("bob").page();
  await settled();
  const [{ requestId } = {}] = desk.socket.frames("history");
  const page = { type: "history", requestId, peer: "bob", more: false, digest: "AAAA" };
  desk.push({ ...page, messages: entries("bob", 1, 3) });
  await settled();
  assert.equal(desk.errors[0]?.code, "digestMismatch");
});

test("a malformed frame is reported, and the connection stays open", async () => {
  const desk = await Desk.begun();
  desk.push({ type: "messages", peer: "bob", messages: [{ seq: "2" }] });
  assert.match(desk.errors[0]?.message ?? "", /messages\[0\]\.seq must be an integer/);
  assert.equal(desk.client.connection.status, "online");
});
