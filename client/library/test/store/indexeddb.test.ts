import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import { deleteBrowserStore, IndexedDbStore } from "../../src/store/indexeddb.js";
import { FaultyIndexedDb } from "../fake/indexeddb.js";
import { settled } from "../fake/loop.js";
import { conversation, entry, item } from "./fixtures.js";

const NAME = "alice";

function made(): { readonly browser: FaultyIndexedDb; readonly store: IndexedDbStore } {
  const browser = new FaultyIndexedDb();
  return { browser, store: new IndexedDbStore(NAME, browser.factory) };
}

const outbox = async (store: IndexedDbStore) =>
  (await store.load()).outbox.map(({ clientMessageId }) => clientMessageId);

test("a batch is written completely or not at all", async () => {
  const { store } = made();
  const bad = { ...item("b", 2), body: (() => {}) as never };
  await assert.rejects(store.write({ device: { deviceId: "d" }, outbox: [item("a", 1), bad] }));
  assert.deepEqual(await store.load(), { conversations: [], outbox: [] });
  await store.close();
});

for (const notifies of [true, false]) {
  const how = notifies ? "with a close event" : "without a word";
  test(`a database that the browser closes ${how} is opened again`, async () => {
    const { browser, store } = made();
    await store.write({ outbox: [item("a", 1)] });
    browser.close(notifies);
    await store.write({ outbox: [item("b", 2)] });
    browser.close(notifies);
    assert.deepEqual(await outbox(store), ["a", "b"]);
    await store.close();
  });
}

test("a transaction that the browser aborts is done again on a new connection", async () => {
  const { browser, store } = made();
  await store.open();
  browser.onTransaction = transaction => {
    browser.onTransaction = () => {};
    queueMicrotask(() => transaction.abort());
  };
  await store.write({ outbox: [item("a", 1)] });
  assert.deepEqual(await outbox(store), ["a"]);
  await store.close();
});

test("the database of an earlier version keeps its data, and can store folds", async () => {
  const { browser, store } = made();
  const opening = browser.upgrade(store.sharedName, 1);
  await new Promise<void>(done => {
    opening.onupgradeneeded = () => {
      const database = opening.result;
      database.createObjectStore("device").put({ deviceId: "d" }, "device");
      database.createObjectStore("conversations", { keyPath: "peer" });
      database.createObjectStore("entries").put(entry(1), ["bob", 1]);
      database.createObjectStore("outbox", { keyPath: "clientMessageId" }).put(item("a", 1));
    };
    opening.onsuccess = () => done();
  });
  opening.result.close();
  assert.deepEqual(await outbox(store), ["a"]);
  assert.deepEqual((await store.load()).device, { deviceId: "d" });
  assert.deepEqual(await store.entries("bob", { limit: 9 }), [entry(1)]);
  const fold = { target: 1, removedBy: 2, reactions: [] };
  await store.write({ folds: [{ peer: "bob", fold }] });
  assert.deepEqual(await store.folds("bob", [1]), [fold]);
  await store.close();
});

test("the database of the version before keeps its data, and can store what is hidden", async () => {
  const { browser, store } = made();
  const opening = browser.upgrade(store.sharedName, 2);
  await new Promise<void>(done => {
    opening.onupgradeneeded = () => {
      const database = opening.result;
      database.createObjectStore("device").put({ deviceId: "d" }, "device");
      database.createObjectStore("conversations", { keyPath: "peer" }).put(conversation("bob", 1));
      database.createObjectStore("entries").put(entry(1), ["bob", 1]);
      database.createObjectStore("outbox", { keyPath: "clientMessageId" });
      database.createObjectStore("folds").put({ target: 1, reactions: [] }, ["bob", 1]);
    };
    opening.onsuccess = () => done();
  });
  opening.result.close();
  assert.deepEqual((await store.load()).conversations, [conversation("bob", 1)]);
  await store.write({ cleared: [{ peer: "bob", upTo: 1 }] });
  assert.deepEqual(await store.entries("bob", { limit: 9 }), []);
  assert.deepEqual(await store.folds("bob", [1]), []);
  await store.close();
});

test("a newer version of the app can upgrade the database, and the older one reports storageOutdated", async () => {
  const { browser, store } = made();
  await store.write({ outbox: [item("a", 1)] });
  const upgrade = browser.upgrade(store.sharedName, 4);
  const { oldVersion } = await new Promise<IDBVersionChangeEvent>(done => {
    upgrade.onupgradeneeded = done;
  });
  assert.equal(oldVersion, 3);
  await assert.rejects(store.load(), { code: "storageOutdated" });
  upgrade.result.close();
  await store.close();
});

for (const [how, open, code] of [
  ["throws", () => raise("SecurityError"), "storageUnavailable"],
  ["fails", () => failing("UnknownError"), "storageFailed"],
  ["fails for a full disk", () => failing("QuotaExceededError"), "storageFull"],
] as const) {
  test(`an open that ${how} is reported as ${code}, and retried by the next call`, async () => {
    const { browser, store } = made();
    browser.refuse = open;
    await assert.rejects(store.open(), { code });
    browser.refuse = undefined;
    await store.write({ outbox: [item("a", 1)] });
    assert.deepEqual(await outbox(store), ["a"]);
    await store.close();
  });
}

test("a full disk is reported as storageFull", async () => {
  const { browser, store } = made();
  await store.open();
  browser.onTransaction = () => raise("QuotaExceededError");
  await assert.rejects(store.write({ outbox: [item("a", 1)] }), { code: "storageFull" });
  await store.close();
});

test("without IndexedDB the store rejects with storageUnavailable", async () => {
  const given = globalThis.indexedDB;
  try {
    Object.defineProperty(globalThis, "indexedDB", { value: undefined, configurable: true });
    await assert.rejects(new IndexedDbStore(NAME).open(), { code: "storageUnavailable" });
  } finally {
    Object.defineProperty(globalThis, "indexedDB", { value: given, configurable: true });
  }
});

test("a connection that opens after the store was closed is closed", async () => {
  const { browser, store } = made();
  const opening = store.open();
  await store.close();
  await opening;
  await settled();
  assert.throws(() => browser.connections[0]?.transaction("device"), { name: "InvalidStateError" });
  await assert.rejects(store.load(), { code: "closed" });
});

function raise(name: string): never {
  throw new DOMException("refused", name);
}

function failing(name: string): IDBOpenDBRequest {
  const request = { error: new DOMException("refused", name) } as unknown as IDBOpenDBRequest;
  setImmediate(() => request.onerror?.(new Event("error")));
  return request;
}

test("a deleted store is empty when it is opened again, and other users keep theirs", async () => {
  const stores = ["carol", "dave"].map(name => new IndexedDbStore(name));
  for (const store of stores) {
    await store.write({ outbox: [item("a", 1)] });
    await store.close();
  }
  await deleteBrowserStore("carol");
  const [carol, dave] = ["carol", "dave"].map(name => new IndexedDbStore(name)) as [
    IndexedDbStore,
    IndexedDbStore,
  ];
  assert.deepEqual(await outbox(carol), []);
  assert.deepEqual(await outbox(dave), ["a"]);
  await carol.close();
  await dave.close();
});
