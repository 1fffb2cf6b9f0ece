import assert from "node:assert/strict";
import { test } from "node:test";
import { MemoryStore } from "../../src/store/memory.js";
import { BEGUN, Desk, entries } from "../fake/desk.js";
import { settled } from "../fake/loop.js";

test("acks are collected in one frame, cover entries without a gap, and are sent after the write", async () => {
  const store = new MemoryStore();
  let writing: (() => void)[] = [];
  const slow = Object.assign(Object.create(store) as MemoryStore, {
    load: () => store.load(),
    entries: (peer: string, range: never) => store.entries(peer, range),
    write: (batch: object) =>
      new Promise<void>(done => writing.push(() => done(store.write(batch)))),
  });
  const desk = new Desk(slow);
  const written = async () => {
    for (; writing.length > 0; await settled()) {
      const all = writing;
      writing = [];
      for (const write of all) write();
    }
  };
  const starting = desk.client.start();
  await settled();
  await written();
  await starting;
  await settled();
  await desk.open([BEGUN]);
  await written();
  desk.bob(1, 2, 0);
  desk.bob(4, 4);
  desk.push({ type: "messages", peer: "carol", after: 0, messages: entries("carol", 1, 1) });
  await desk.loop.pass(1_000);
  assert.deepEqual(desk.socket.frames("ack"), []);
  await written();
  const [ack] = desk.socket.frames("ack");
  assert.deepEqual(ack?.acks, [
    { peer: "bob", delivered: 2 },
    { peer: "carol", delivered: 1 },
  ]);
});

test("the user's own entries cause no ack; duplicates are acked again", async () => {
  const desk = await Desk.begun(2);
  const acks = () => desk.socket.frames("ack").length;
  assert.equal(acks(), 1);
  desk.push({ type: "messages", peer: "bob", messages: entries("alice", 3, 3) });
  await desk.loop.pass(200);
  assert.equal(acks(), 1);
  desk.bob(2, 2);
  await desk.loop.pass(200);
  assert.equal(acks(), 2);
});

test("confirmation is requested 20 s after the last ack, until it arrives", async () => {
  const desk = await Desk.begun();
  await desk.loop.pass(20_000);
  const asked = () => desk.socket.frames("ack").filter(({ requestId }) => requestId);
  assert.equal(asked().length, 1);
  await desk.loop.pass(20_000);
  assert.equal(asked().length, 2);
  desk.push({ type: "acked", requestId: asked()[1]?.requestId });
  await desk.loop.pass(60_000);
  assert.equal(asked().length, 2);
});

test("the next process requests confirmation of an unconfirmed ack", async () => {
  const desk = await Desk.begun();
  await desk.client.close();
  const next = new Desk(desk.store);
  await next.online();
  await next.loop.pass(20_100);
  assert.deepEqual(next.socket.frames("ack").at(-1)?.acks, [{ peer: "bob", delivered: 1 }]);
});

test("after caughtUp the server gets the acks that it has missed", async () => {
  const desk = await Desk.begun(3);
  await desk.client.conversation("bob").markRead(2);
  await desk.loop.pass(200);
  desk.push({
    type: "caughtUp",
    at: 2,
    conversations: [{ peer: "bob", lastSeq: 3, cursor: 3, read: 1 }],
  });
  await desk.loop.pass(200);
  assert.deepEqual(desk.socket.frames("ack").at(-1)?.acks, [
    { peer: "bob", delivered: 3, read: 2 },
  ]);
});

test("after caughtUp with more, all entries are acked with a request id before sync", async () => {
  const desk = new Desk();
  await desk.client.start();
  await settled();
  desk.socket.open();
  desk.bob(1, 3, 0);
  desk.push({ type: "caughtUp", more: true, conversations: [{ peer: "bob", lastSeq: 9 }] });
  await settled();
  const [ack] = desk.socket.frames("ack");
  assert.deepEqual(ack?.acks, [{ peer: "bob", delivered: 3 }]);
  assert.deepEqual(desk.socket.frames("sync"), []);
  desk.push({ type: "acked", requestId: ack?.requestId });
  assert.equal(desk.socket.frames("sync").length, 1);
});

for (const [what, lose] of [
  ["is lost", async (desk: Desk) => desk.loop.pass(20_100)],
  [
    "fails",
    async (desk: Desk) => {
      desk.push({ message: "Internal server error", connectionId: "Q", requestId: "R" });
      await desk.loop.pass(2_000);
    },
  ],
] as const) {
  test(`the rest of a catch-up is requested although the ack before it ${what}`, async () => {
    const desk = await Desk.begun(1);
    desk.bob(2, 3);
    desk.push({ type: "caughtUp", more: true, conversations: [{ peer: "bob", lastSeq: 9 }] });
    await settled();
    const syncs = desk.socket.frames("sync").length;
    await lose(desk);
    const ack = desk.socket.frames("ack").at(-1);
    desk.push({ type: "acked", requestId: ack?.requestId });
    assert.equal(desk.socket.frames("sync").length, syncs + 1);
  });
}

test("after a gateway error frame the message in flight and the acks are repeated", async () => {
  const desk = await Desk.begun();
  await desk.client.conversation("bob").send("hi");
  await settled();
  desk.push({ message: "Internal server error", connectionId: "Q", requestId: "R" });
  await desk.loop.pass(1_300);
  assert.equal(desk.socket.frames("sendMessage").length, 2);
  assert.equal(desk.socket.frames("ack").length, 2);
});

test("receipts make a message delivered, then read, and never move backward", async () => {
  const desk = await Desk.begun();
  const bob = desk.client.conversation("bob");
  await bob.send("hi");
  await settled();
  desk.accept(2);
  await settled();
  const [, message] = (await bob.page()).messages;
  const status = () => bob.status(message as never);
  assert.equal(status(), "sent");
  for (const [delivered, read, expected] of [
    [2, 1, "delivered"],
    [2, 2, "read"],
    [1, 0, "read"],
  ] as const) {
    desk.push({ type: "receipt", peer: "bob", delivered, read });
    await settled();
    assert.equal(status(), expected);
  }
});

test("a write to a full disk is reported and retried, and no entry is acked meanwhile", async () => {
  const store = new MemoryStore();
  const write = store.write.bind(store);
  const desk = new Desk(store);
  await desk.online([BEGUN]);
  store.write = () => Promise.reject(new Error("full"));
  desk.bob(1, 1, 0);
  await desk.loop.pass(5_000);
  assert.equal(desk.errors[0]?.code, "storageFailed");
  assert.deepEqual(desk.socket.frames("ack"), []);
  store.write = write;
  await desk.loop.pass(10_000);
  assert.deepEqual(desk.socket.frames("ack")[0]?.acks, [{ peer: "bob", delivered: 1 }]);
});
