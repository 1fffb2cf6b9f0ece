import assert from "node:assert/strict";
import { test } from "node:test";
import { MemoryStore } from "../src/store/memory.js";
import { Desk, entries } from "./fake/desk.js";
import { settled } from "./fake/loop.js";

const BEGUN = { peer: "bob", lastSeq: 0 };

/** A desk online, at which the conversation with Bob has begun. */
async function begun(seqs = 1): Promise<Desk> {
  const desk = new Desk();
  await desk.online([BEGUN]);
  desk.bob(1, seqs, 0);
  await desk.loop.pass(200);
  return desk;
}

const seen = (desk: Desk): number[] => {
  const seqs: number[] = [];
  desk.client.on("messages", ({ messages }) => seqs.push(...messages.map(({ seq }) => seq)));
  return seqs;
};

test("a message is on disk before it is sent, and its first place too", async () => {
  const desk = await begun(3);
  const sent = desk.socket.frames("sendMessage");
  const id = await desk.client.conversation("bob").send("hi");
  assert.deepEqual(sent, []);
  const { outbox } = await desk.store.load();
  assert.equal(outbox[0]?.firstAfter, 3);
  await settled();
  const [frame] = desk.socket.frames("sendMessage");
  assert.equal(frame?.clientMessageId, id);
  assert.equal(frame?.after, 3);
});

test("nothing is sent before caughtUp, and all of it after", async () => {
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

test("one message of a conversation is in flight; those of others go side by side", async () => {
  const desk = await begun();
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

test("without a reply in 10 s a message is sent again, under its id", async () => {
  const desk = await begun();
  const id = await desk.client.conversation("bob").send("hi");
  await desk.loop.pass(10_100);
  const tries = desk.socket.frames("sendMessage");
  assert.deepEqual(
    tries.map(f => f.clientMessageId),
    [id, id],
  );
  assert.notEqual(tries[0]?.requestId, tries[1]?.requestId);
});

test("a message that came back is shown as sent, stays in the outbox, and is retried with seq", async () => {
  const desk = await begun();
  const bob = desk.client.conversation("bob");
  const id = await bob.send("hi");
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

test("a final refusal is kept and shown until the app retries or discards it", async () => {
  const desk = await begun();
  const bob = desk.client.conversation("bob");
  const id = await bob.send("hi");
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

test("a refusal for now keeps the message; it goes again after the wait asked for", async () => {
  const desk = await begun();
  const id = await desk.client.conversation("bob").send("hi");
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

test("entries are told in order and once, whatever order they come in", async () => {
  const desk = await begun();
  const told = seen(desk);
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

test("a gap is repaired by sync with an explicit cursor, again after 5 s, doubling", async () => {
  const desk = await begun(3);
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

test("a gap survives the process: the next one repairs it", async () => {
  const desk = await begun(3);
  desk.bob(5, 5);
  await desk.client.close();
  const next = new Desk(desk.store);
  await next.online();
  await next.loop.pass(5_100);
  assert.deepEqual(next.socket.frames("sync")[0]?.cursors, { bob: 3 });
  const told = seen(next);
  next.bob(4, 4);
  await settled();
  assert.deepEqual(told, [4, 5]);
});

test("acks of a moment are one frame, cover the contiguous prefix, and come after the disk", async () => {
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

test("entries of one's own are no reason for an ack; duplicates are acked again", async () => {
  const desk = await begun(2);
  const acks = () => desk.socket.frames("ack").length;
  assert.equal(acks(), 1);
  desk.push({ type: "messages", peer: "bob", messages: entries("alice", 3, 3) });
  await desk.loop.pass(200);
  assert.equal(acks(), 1);
  desk.bob(2, 2);
  await desk.loop.pass(200);
  assert.equal(acks(), 2);
});

test("20 s after the last ack one asks for confirmation, until it comes", async () => {
  const desk = await begun();
  await desk.loop.pass(20_000);
  const asked = () => desk.socket.frames("ack").filter(({ requestId }) => requestId);
  assert.equal(asked().length, 1);
  await desk.loop.pass(20_000);
  assert.equal(asked().length, 2);
  desk.push({ type: "acked", requestId: asked()[1]?.requestId });
  await desk.loop.pass(60_000);
  assert.equal(asked().length, 2);
});

test("an unconfirmed ack is asked for by the next process", async () => {
  const desk = await begun();
  await desk.client.close();
  const next = new Desk(desk.store);
  await next.online();
  await next.loop.pass(20_100);
  assert.deepEqual(next.socket.frames("ack").at(-1)?.acks, [{ peer: "bob", delivered: 1 }]);
});

test("after caughtUp the server is told what it knows less of", async () => {
  const desk = await begun(3);
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

test("caughtUp with more: all is acked with a request id, then sync", async () => {
  const desk = new Desk();
  await desk.client.start();
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

test("a gateway error frame: the message in flight and the acks go again", async () => {
  const desk = await begun();
  await desk.client.conversation("bob").send("hi");
  await settled();
  desk.push({ message: "Internal server error", connectionId: "Q", requestId: "R" });
  await desk.loop.pass(1_300);
  assert.equal(desk.socket.frames("sendMessage").length, 2);
  assert.equal(desk.socket.frames("ack").length, 2);
});

test("without caughtUp in 5 s: sync", async () => {
  const desk = new Desk();
  await desk.client.start();
  desk.socket.open();
  await desk.loop.pass(4_900);
  assert.equal(desk.socket.frames("sync").length, 0);
  await desk.loop.pass(200);
  assert.equal(desk.socket.frames("sync").length, 1);
});

test("since is the last caughtUp's at, on the next connect", async () => {
  const desk = await begun();
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

test("a ping every 4 min; no frame within 10 s of it, and the socket is dead", async () => {
  const desk = await begun();
  desk.push({ type: "acked", requestId: "x" });
  const first = desk.socket;
  await desk.loop.pass(290_000);
  assert.equal(first.frames("ping").length, 1);
  await desk.loop.pass(11_000);
  assert.equal(first.isOver, true);
  assert.equal(desk.client.connection.status === "offline" || desk.sockets.length > 1, true);
});

test("on wake-up the socket is tried at once, and a wait ends", async () => {
  const desk = await begun();
  desk.wake();
  assert.equal(desk.socket.frames("ping").length, 1);
  await desk.loop.pass(10_100);
  assert.equal(desk.client.connection.status, "offline");
  desk.wake();
  assert.equal(desk.client.connection.status, "connecting");
});

test("reconnects wait at random below a bound that doubles from 1 s to 60 s", async () => {
  const desk = new Desk();
  const waits: number[] = [];
  desk.client.on("connection", state => {
    if (state.status === "offline") waits.push(state.retryAt - desk.loop.now);
  });
  await desk.client.start();
  for (let n = 0; n < 12; n++) {
    await settled();
    desk.socket.cut();
    const wait = waits[n] as number;
    assert.ok(wait >= 0 && wait <= Math.min(60_000, 1_000 * 2 ** n), `${n}: ${wait}`);
    await desk.loop.pass(wait + 1);
  }
  assert.ok(Math.max(...waits) > 16_000);
});

test("a connection is replaced before 2 h: the old one serves until the new one is caught up", async () => {
  const desk = await begun();
  const [old] = desk.sockets;
  const answered = old as NonNullable<typeof old>;
  answered.receive = frame => frame.action === "ping" && answered.push({ type: "pong" });
  await desk.loop.pass(89 * 60_000);
  assert.equal(desk.sockets.length, 1);
  for (let seconds = 89 * 60; desk.sockets.length === 1; seconds += 10) {
    assert.ok(seconds <= 115 * 60);
    await desk.loop.pass(10_000);
  }
  assert.equal(desk.sockets.length, 2);
  desk.socket.open();
  assert.equal(answered.isOver, false);
  desk.push({ type: "caughtUp", at: 3, conversations: [] });
  assert.equal(answered.isOver, true);
  assert.equal(desk.client.connection.status, "online");
});

test("a connection is replaced before its token ends, with a new token", async () => {
  const desk = new Desk();
  desk.tokenMilliseconds = 60 * 60_000;
  const socket = await desk.online();
  socket.receive = frame => frame.action === "ping" && socket.push({ type: "pong" });
  await desk.loop.pass(55 * 60_000);
  assert.equal(desk.sockets.length, 1);
  await desk.loop.pass(90_000);
  assert.equal(desk.sockets.length, 2);
  assert.deepEqual(desk.asked, [false, true]);
});

test("tokenExpired: a new token, a new connection, and the message is kept", async () => {
  const desk = await begun();
  const id = await desk.client.conversation("bob").send("hi");
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

test("the first message to somebody new opens the conversation by its newest page", async () => {
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

test("ackBeyondLog: the copy is dropped and read anew", async () => {
  const desk = await begun(5);
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

test("another digest than this device computes is told", async () => {
  const desk = await begun();
  desk.push({ type: "messages", peer: "bob", messages: entries("bob", 2, 2), digest: "AAAA" });
  await settled();
  assert.equal(desk.errors[0]?.code, "digestMismatch");
  assert.equal(desk.errors[0]?.peer, "bob");
});

test("a malformed frame is named, and does no harm", async () => {
  const desk = await begun();
  desk.push({ type: "messages", peer: "bob", messages: [{ seq: "2" }] });
  assert.match(desk.errors[0]?.message ?? "", /messages\[0\]\.seq must be an integer/);
  assert.equal(desk.client.connection.status, "online");
});

test("a store of another user is refused before anything is sent", async () => {
  const store = new MemoryStore();
  await store.write({ device: { deviceId: "d", user: "mallory" } });
  const desk = new Desk(store);
  await desk.client.start();
  await settled();
  assert.equal(desk.errors[0]?.code, "foreignStore");
  assert.equal(desk.sockets.length, 0);
});

test("a reload shows what is there before there is a connection", async () => {
  const desk = await begun(3);
  await desk.client.conversation("bob").markRead(1);
  await desk.client.close();
  const next = new Desk(desk.store);
  await next.client.start();
  const [conversation] = next.client.conversations();
  assert.equal(conversation?.unread, 2);
  assert.equal(conversation?.lastMessage?.preview, "bob 3");
  assert.equal((await next.client.conversation("bob").page()).messages.length, 3);
  assert.equal(next.client.user, "alice");
});

test("receipts make a message delivered, then read, and never less", async () => {
  const desk = await begun();
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

test("older pages come from the server once, then from the disk", async () => {
  const desk = new Desk();
  await desk.online();
  desk.bob(31, 40, 30);
  await settled();
  const bob = desk.client.conversation("bob");
  const asked = bob.page({ before: 31, limit: 10 });
  await settled();
  const [history] = desk.socket.frames("history");
  assert.equal(history?.before, 31);
  desk.push({
    type: "history",
    requestId: history?.requestId,
    peer: "bob",
    more: true,
    messages: entries("bob", 21, 30),
  });
  const seqs = async (page: ReturnType<typeof bob.page>) => (await page).messages.map(m => m.seq);
  assert.deepEqual(await seqs(asked), [21, 22, 23, 24, 25, 26, 27, 28, 29, 30]);
  assert.equal((await asked).more, true);
  assert.equal((await seqs(bob.page({ before: 31, limit: 10 }))).length, 10);
  assert.equal(desk.socket.frames("history").length, 1);
});

test("what a page lacks offline is an error that says so", async () => {
  const desk = new Desk();
  await desk.client.start();
  const asked = assert.rejects(desk.client.conversation("bob").page(), { code: "offline" });
  await desk.loop.pass(31_000);
  await asked;
});

test("messages() gives what is there, then what comes, each once", async () => {
  const desk = await begun(2);
  const told: number[] = [];
  const reading = (async () => {
    for await (const { seq } of desk.client.conversation("bob").messages(0)) told.push(seq);
  })();
  await settled();
  desk.bob(3, 3);
  await settled();
  desk.bob(4, 5);
  await settled();
  assert.deepEqual(told, [1, 2, 3, 4, 5]);
  await desk.client.close();
  await reading;
});

test("typing is sent every 5 s at most, and ends by itself where it is shown", async () => {
  const desk = await begun();
  const bob = desk.client.conversation("bob");
  await bob.typing();
  await bob.typing();
  assert.equal(desk.socket.frames("typing").length, 1);
  desk.push({ type: "typing", peer: "bob", state: "started" });
  assert.equal(bob.isTyping, true);
  await desk.loop.pass(10_100);
  assert.equal(bob.isTyping, false);
});

test("presence is watched across reconnects, the newest word wins, and it ends by itself", async () => {
  const desk = await begun();
  const watching = desk.client.watch(["bob"]);
  const reply = { type: "presence", requestId: desk.socket.frames("presence")[0]?.requestId };
  desk.push({ ...reply, users: [{ user: "bob", status: "online", until: 160_000, at: 100_000 }] });
  await watching;
  desk.push({ type: "presence", users: [{ user: "bob", status: "offline", at: 90_000 }] });
  assert.equal(desk.client.presence("bob").status, "online");
  await desk.loop.pass(60_100);
  assert.equal(desk.client.presence("bob").status, "unknown");
  desk.socket.cut();
  await desk.loop.pass(1_000);
  await desk.open();
  assert.deepEqual(desk.socket.frames("presence")[0]?.watch, ["bob"]);
});

test("a setting is asked for, and what the server answers is shown", async () => {
  const desk = await begun();
  const bob = desk.client.conversation("bob");
  const setting = bob.set({ muted: true });
  const [{ requestId, set } = {}] = desk.socket.frames("conversation");
  assert.deepEqual(set, { muted: true });
  desk.push({ type: "conversation", requestId, peer: "bob", muted: true });
  await setting;
  assert.equal(bob.state.muted, true);
});

test("name and privacy are changed apart from each other", async () => {
  const desk = await begun();
  const named = desk.client.setName("Alice B.");
  const hidden = desk.client.setPrivacy({ readReceipts: false });
  const [first, second] = desk.socket.frames("profile");
  assert.deepEqual(first?.set, { name: "Alice B." });
  assert.deepEqual(second?.set, { privacy: { readReceipts: false } });
  for (const { requestId } of [first, second] as { requestId: string }[]) {
    desk.push({ type: "profile", requestId, users: [{ user: "alice" }] });
  }
  await Promise.all([named, hidden]);
});

test("what the server does not know yet is refused with its code", async () => {
  const desk = await begun();
  const asked = assert.rejects(desk.client.profiles(["bob"]), { code: "unknownAction" });
  const [{ requestId } = {}] = desk.socket.frames("profile");
  desk.push({ type: "rejected", requestId, code: "unknownAction", message: "", retryable: false });
  await asked;
});

test("a disk that is full is told, tried again, and nothing is acked meanwhile", async () => {
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
