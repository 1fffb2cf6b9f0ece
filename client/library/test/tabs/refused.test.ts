import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Tabs } from "../../src/environment.js";
import { IndexedDbStore } from "../../src/store/indexeddb.js";
import type { Store } from "../../src/store/store.js";
import { Desk } from "../fake/desk.js";
import { FaultyIndexedDb, silent } from "../fake/indexeddb.js";
import { settled } from "../fake/loop.js";
import { SharedStore } from "../fake/tab.js";
import { FakeBrowser } from "../fake/tabs.js";

/** Starts a client, and asserts that it works in memory. */
async function worksInMemory(desk: Desk, code: string, waitMs = 0): Promise<void> {
  const starting = desk.client.start();
  await settled();
  await desk.loop.pass(waitMs);
  await starting;
  assert.deepEqual(desk.client.storage, { status: "memory", code });
  await settled();
  await desk.open([{ peer: "bob", lastSeq: 0 }]);
  desk.bob(1, 1, 0);
  const { clientMessageId: id } = await desk.client.conversation("bob").send("hi");
  await settled();
  assert.equal(desk.socket.frames("sendMessage")[0]?.clientMessageId, id);
  assert.equal((await desk.client.conversation("bob").page()).messages.length, 1);
  await desk.client.close();
}

function desk(store: Store, tabs: Partial<Tabs> = {}): Desk {
  return new Desk(store, { tabs: { ...new FakeBrowser().tab().tabs, ...tabs } });
}

for (const [how, open, code, waitMs] of [
  ["throws", refused, "storageUnavailable", 0],
  ["is never answered", silent, "storageUnavailable", 5_100],
] as const) {
  test(`if opening IndexedDB ${how}, the client works in memory and reports it`, async () => {
    const browser = new FaultyIndexedDb();
    browser.refuse = open;
    await worksInMemory(desk(new IndexedDbStore("alice", browser.factory)), code, waitMs);
  });
}

test("if IndexedDB opens but does not load, the client works in memory", async () => {
  const store = Object.assign(new SharedStore(), { load: () => Promise.reject(new Error("torn")) });
  await worksInMemory(desk(store), "storageFailed");
});

test("if loading never ends, the client works in memory", async () => {
  const store = Object.assign(new SharedStore(), { load: () => new Promise<never>(() => {}) });
  await worksInMemory(desk(store), "storageFailed", 15_100);
});

test("without Web Locks the client works in memory", async () => {
  await worksInMemory(new Desk(new SharedStore()), "storageUnavailable");
});

for (const [how, lead, waitMs] of [
  ["reject", () => Promise.reject(new DOMException("refused", "SecurityError")), 0],
  ["throw", refused, 0],
  ["never answer", () => new Promise<never>(() => {}), 30_000],
] as const) {
  test(`if Web Locks ${how}, the client works in memory`, async () => {
    await worksInMemory(desk(new SharedStore(), { lead }), "storageUnavailable", waitMs);
  });
}

test("if the channel to other tabs is refused, the client works in memory", async () => {
  await worksInMemory(desk(new SharedStore(), { channel: refused }), "storageUnavailable");
});

test("calls made before start are made by the device in memory", async () => {
  const alone = new Desk(new SharedStore());
  const sending = alone.client.conversation("bob").send("early");
  await alone.client.start();
  await sending;
  assert.equal(alone.client.outgoing()[0]?.body.text, "early");
});

test("a leader whose store was upgraded gives the lead up and reports it", async () => {
  const browser = new FaultyIndexedDb();
  const store = new IndexedDbStore("alice", browser.factory);
  const old = desk(store);
  await old.client.start();
  await settled();
  const upgrade = browser.upgrade(store.sharedName, 4);
  await new Promise(done => {
    upgrade.onsuccess = done;
  });
  await assert.rejects(old.client.conversation("bob").send("hi"), { code: "storageOutdated" });
  assert.deepEqual(old.client.storage, { status: "failing", code: "storageOutdated" });
  await assert.rejects(old.client.profiles(["bob"]), { code: "storageOutdated" });
  assert.equal(
    old.sockets.every(socket => socket.isOver),
    true,
  );
});

function refused(): never {
  throw new DOMException("refused", "SecurityError");
}
