import assert from "node:assert/strict";
import { test } from "node:test";
import { MemoryStore } from "../../src/store/memory.js";
import type { Batch } from "../../src/store/store.js";
import { BEGUN, Desk } from "../fake/desk.js";
import { settled } from "../fake/loop.js";

/** A durable store whose writes a test can refuse or delay. */
class FaultyStore extends MemoryStore {
  fault: unknown;
  held: (() => void)[] | undefined;

  override get isVolatile(): boolean {
    return false;
  }

  override async write(batch: Batch): Promise<void> {
    if (this.held) {
      await new Promise<void>(release => this.held?.push(release));
    }
    if (this.fault) {
      throw this.fault;
    }
    await super.write(batch);
  }

  release(): void {
    const held = this.held;
    this.held = undefined;
    for (const release of held ?? []) {
      release();
    }
  }
}

async function begun(): Promise<{ readonly desk: Desk; readonly store: FaultyStore }> {
  const store = new FaultyStore();
  const desk = new Desk(store);
  await desk.online([BEGUN]);
  return { desk, store };
}

const texts = async (store: MemoryStore) =>
  (await store.load()).outbox.map(({ body }) => body.text);

test("a message that is not on disk yet is neither confirmed nor shown nor sent", async () => {
  const { desk, store } = await begun();
  const bob = desk.client.conversation("bob");
  store.held = [];
  let isSent = false;
  const sending = bob.send("hi").then(() => {
    isSent = true;
  });
  await settled();
  assert.deepEqual([isSent, bob.outgoing(), desk.socket.frames("sendMessage")], [false, [], []]);
  store.release();
  await sending;
  assert.deepEqual(await texts(store), ["hi"]);
  assert.equal(bob.outgoing()[0]?.status, "waiting");
});

for (const [fault, code] of [
  [new Error("broken"), "storageFailed"],
  [new DOMException("full", "QuotaExceededError"), "storageFull"],
  [Object.assign(new Error("full"), { code: "ENOSPC" }), "storageFull"],
] as const) {
  test(`send rejects with ${code} for ${fault.name}, and the message is not sent later`, async () => {
    const { desk, store } = await begun();
    const bob = desk.client.conversation("bob");
    store.fault = fault;
    await assert.rejects(bob.send("lost?"), { code });
    assert.deepEqual(desk.client.storage, { status: "failing", code });
    assert.equal(desk.errors.at(-1)?.code, code);
    store.fault = undefined;
    await bob.send("again");
    await desk.loop.pass(60_000);
    assert.deepEqual(await texts(store), ["again"]);
    assert.deepEqual(desk.client.storage, { status: "durable" });
  });
}

test("the app is notified once that storage fails, and once that it works again", async () => {
  const { desk, store } = await begun();
  const heard: string[] = [];
  desk.client.on("storage", ({ status }) => heard.push(status));
  store.fault = new Error("broken");
  desk.bob(1, 1, 0);
  await desk.loop.pass(30_000);
  assert.deepEqual(heard, ["failing"]);
  assert.equal(desk.errors.length, 1);
  store.fault = undefined;
  await desk.loop.pass(10_000);
  assert.deepEqual(heard, ["failing", "durable"]);
  assert.equal(desk.client.conversation("bob").state.held, 1);
});

test("a store that hangs is reported after 10 s, and each later send rejects", async () => {
  const { desk, store } = await begun();
  const bob = desk.client.conversation("bob");
  store.held = [];
  const first = assert.rejects(bob.send("first"), { code: "storageFailed" });
  await desk.loop.pass(10_100);
  await first;
  assert.deepEqual(desk.client.storage, { status: "failing", code: "storageFailed" });
  await assert.rejects(bob.send("second"), { code: "storageFailed" });
  store.release();
  await desk.loop.pass(20_000);
  assert.deepEqual(await texts(store), []);
  assert.deepEqual(desk.socket.frames("sendMessage"), []);
  assert.deepEqual(desk.client.storage, { status: "durable" });
});

test("a client on a store that hangs can be closed", async () => {
  const { desk, store } = await begun();
  store.held = [];
  const sending = assert.rejects(desk.client.conversation("bob").send("hi"));
  const closing = desk.client.close();
  await desk.loop.pass(10_100);
  await Promise.all([sending, closing]);
});

test("a memory store is reported as such", async () => {
  const desk = new Desk();
  await desk.client.start();
  assert.deepEqual(desk.client.storage, { status: "memory" });
});

test("after close every call rejects with closed", async () => {
  const desk = await Desk.begun();
  const bob = desk.client.conversation("bob");
  await desk.client.close();
  await desk.client.close();
  const { client } = desk;
  for (const call of [
    () => bob.send("hi"),
    () => bob.retry("x"),
    () => bob.discard("x"),
    () => bob.markRead(),
    () => bob.set({ muted: true }),
    () => bob.resync(),
    () => client.profiles(["bob"]),
    () => client.moreConversations(),
    () => client.watch(["bob"]),
    () => client.setName("Alice"),
  ]) {
    await assert.rejects(call, { code: "closed" }, String(call));
  }
  await bob.typing();
  await bob.stopTyping();
  assert.deepEqual((await desk.store.load()).outbox, []);
});

test("a message sent before close is on disk or rejected", async () => {
  const { desk, store } = await begun();
  const sending = desk.client.conversation("bob").send("hi");
  await Promise.all([sending, desk.client.close()]);
  assert.deepEqual(await texts(store), ["hi"]);
  const { desk: other, store: broken } = await begun();
  broken.fault = new Error("broken");
  const refused = assert.rejects(other.client.conversation("bob").send("hi"));
  await Promise.all([refused, other.client.close()]);
  assert.deepEqual(await texts(broken), []);
});

test("a text that cannot be sent is rejected immediately, and not stored", async () => {
  const { desk, store } = await begun();
  const bob = desk.client.conversation("bob");
  await assert.rejects(bob.send(""), { code: "emptyText" });
  await assert.rejects(bob.send("\u200b\u3164 \n"), { code: "emptyText" });
  await assert.rejects(bob.send("x".repeat(5_000)), { code: "tooLarge" });
  await assert.rejects(bob.send("\ud83d"), { code: "invalidText" });
  assert.deepEqual(await texts(store), []);
  assert.deepEqual(bob.outgoing(), []);
});
