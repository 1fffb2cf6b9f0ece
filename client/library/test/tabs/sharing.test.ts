import assert from "node:assert/strict";
import { test } from "node:test";
import { entries } from "../fake/desk.js";
import { settled } from "../fake/loop.js";
import { twoTabs } from "../fake/tab.js";

test("one tab holds the socket, and the other tab has the same state", async () => {
  const [, second] = await twoTabs();
  assert.equal(second.sockets.length, 0);
  assert.equal(second.client.connection.status, "online");
  assert.equal(second.client.user, "alice");
  assert.equal(second.client.conversation("bob").state.unread, 2);
  assert.equal((await second.client.conversation("bob").page()).messages.length, 2);
});

test("new messages are reported in every tab, in order and once", async () => {
  const [first, second] = await twoTabs();
  const told: number[] = [];
  second.client.on("messages", ({ messages }) => told.push(...messages.map(({ seq }) => seq)));
  first.bob(4, 4);
  first.bob(3, 3);
  await settled();
  assert.deepEqual(told, [3, 4]);
});

test("a follower sends, reads and requests through the leader", async () => {
  const [first, second] = await twoTabs();
  const bob = second.client.conversation("bob");
  const { clientMessageId: id } = await bob.send("from the second tab");
  await settled();
  const [sent] = first.socket.frames("sendMessage");
  assert.equal(sent?.clientMessageId, id);
  assert.equal(bob.outgoing()[0]?.status, "waiting");
  first.accept(3);
  await settled();
  assert.deepEqual(bob.outgoing(), []);
  await bob.markRead();
  assert.equal(first.client.conversation("bob").state.unread, 0);
  const asked = assert.rejects(second.client.profiles(["bob"]), { code: "unknownAction" });
  await settled();
  const [{ requestId } = {}] = first.socket.frames("profile");
  first.push({ type: "rejected", requestId, code: "unknownAction", message: "", retryable: false });
  await asked;
});

test("when the leader is closed another tab takes over and repeats its requests", async () => {
  const [first, second, store] = await twoTabs();
  await second.client.conversation("bob").send("waiting");
  const profiles = second.client.profiles(["bob"]);
  await settled();
  first.crash();
  await settled();
  assert.equal(second.sockets.length, 1);
  await second.open([{ peer: "bob", lastSeq: 2, cursor: 2 }]);
  assert.equal(second.socket.frames("sendMessage").length, 1);
  const [{ requestId } = {}] = second.socket.frames("profile");
  second.push({ type: "profile", requestId, users: [{ user: "bob", name: "Bob" }] });
  assert.equal((await profiles)[0]?.name, "Bob");
  assert.equal(new Set((await store.load()).outbox.map(i => i.clientMessageId)).size, 1);
});

test("a message that was accepted is not sent again by the next leader", async () => {
  const [first, second, store] = await twoTabs();
  await second.client.conversation("bob").send("once");
  await settled();
  first.accept(3);
  await settled();
  await first.client.close();
  await settled();
  await second.open();
  await second.loop.pass(20_000);
  assert.deepEqual(second.socket.frames("sendMessage"), []);
  assert.deepEqual((await store.load()).outbox, []);
});

test("the next tab leads only after the closing tab has written all changes", async () => {
  const [first, second, store] = await twoTabs();
  const write = store.write.bind(store);
  let release = () => {};
  store.write = async batch => {
    await new Promise<void>(done => {
      release = done;
    });
    await write(batch);
  };
  first.bob(3, 3);
  const closing = first.client.close();
  await settled();
  assert.equal(second.sockets.length, 0);
  store.write = write;
  release();
  await closing;
  await settled();
  assert.equal(second.sockets.length, 1);
  assert.equal(second.client.conversation("bob").state.held, 3);
});

test("a follower that is closed never leads", async () => {
  const [first, second] = await twoTabs();
  await second.client.close();
  await first.client.close();
  await settled();
  assert.equal(second.sockets.length, 0);
});

test("calls after close reject with closed, and nothing else is reported", async () => {
  const [first, second] = await twoTabs();
  for (const { client } of [second, first]) {
    await client.close();
    await assert.rejects(client.profiles(["bob"]), { code: "closed" });
    await assert.rejects(client.watch(["bob"]), { code: "closed" });
    await assert.rejects(client.conversation("bob").send("late"), { code: "closed" });
  }
  await settled();
});

test("tabs read entries from the shared disk", async () => {
  const [first, second] = await twoTabs();
  first.push({ type: "messages", peer: "bob", messages: entries("alice", 3, 3) });
  await settled();
  const page = await second.client.conversation("bob").page({ limit: 1 });
  assert.equal(page.messages[0]?.mine, true);
});

test("accepted resolves in every tab, also if the answer got lost with the leader", async () => {
  const [first, second, store] = await twoTabs();
  const conversation = second.client.conversation("bob");
  const { accepted } = await conversation.send("one");
  await settled();
  first.accept(3);
  assert.equal(await accepted, 3);
  const lost = await conversation.send("two");
  await settled();
  assert.equal(conversation.outgoing().length, 1);
  await store.write({ settled: [lost.clientMessageId] });
  first.crash();
  await settled();
  assert.equal(await lost.accepted, undefined);
});
