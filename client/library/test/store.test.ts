import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import type { Entry } from "../src/protocol/frames.js";
import { FileStore } from "../src/store/file.js";
import { IndexedDbStore } from "../src/store/indexeddb.js";
import { MemoryStore } from "../src/store/memory.js";
import type { ConversationRecord, OutboxItem, Store } from "../src/store/store.js";

const folder = mkdtempSync(join(tmpdir(), "chat-store-"));
after(() => rmSync(folder, { recursive: true }));
let stores = 0;
const nextPath = () => join(folder, "made", `${stores++}.jsonl`);

/** A store that can be opened again. */
interface Disk {
  open(): Promise<Store>;
}

const DISKS: Record<string, () => Disk> = {
  MemoryStore: () => {
    const store = new MemoryStore();
    return { open: () => Promise.resolve(store) };
  },
  IndexedDbStore: () => {
    const name = `store-${stores++}`;
    return { open: () => Promise.resolve(new IndexedDbStore(name)) };
  },
  FileStore: () => {
    const path = nextPath();
    return { open: () => FileStore.open(path) };
  },
};

const entry = (seq: number): Entry => ({
  seq,
  from: "bob",
  clientMessageId: `m-${seq}`,
  sentAt: 1_790_000_000_000 + seq,
  body: { type: "text", text: `Grüß dich 👋 ${seq}` },
  salt: "AAECAwQFBgcICQoLDA0ODw",
});

const conversation = (peer: string, held: number): ConversationRecord => ({
  peer,
  base: 0,
  held,
  end: held,
  lastOfPeer: held,
  read: 0,
  peerDelivered: 0,
  peerRead: 0,
  acked: { delivered: 0, read: 0 },
  confirmed: { delivered: 0, read: 0 },
  unread: [[1, held]],
  blocked: false,
  muted: false,
  archived: false,
  pinned: false,
  settingsVersion: 0,
});

const item = (id: string, order: number): OutboxItem => ({
  clientMessageId: id,
  to: "bob",
  body: { type: "text", text: "hi" },
  createdAt: 1_790_000_000_000,
  order,
});

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

for (const [name, disk] of Object.entries(DISKS)) {
  describe(`${name} keeps the contract of a store`, () => {
    const entries = (peer: string, ...seqs: number[]) =>
      seqs.map(seq => ({ peer, entry: entry(seq) }));
    const seqs = (found: readonly Entry[]) => found.map(({ seq }) => seq);

    test("a new one is empty", async () => {
      const store = await disk().open();
      assert.deepEqual(await store.load(), { conversations: [], outbox: [] });
      assert.deepEqual(await store.entries("bob", { limit: 10 }), []);
      await store.close();
    });

    test("what was written is there when it is opened again", async () => {
      const kept = disk();
      const store = await kept.open();
      const device = { deviceId: "d", user: "alice", since: 1_790_000_000_000 };
      await store.write({
        device,
        conversations: [conversation("bob", 2)],
        entries: entries("bob", 1, 2),
        outbox: [item("a", 1)],
      });
      await store.close();
      const again = await kept.open();
      assert.deepEqual(
        plain(await again.load()),
        plain({
          device,
          conversations: [conversation("bob", 2)],
          outbox: [item("a", 1)],
        }),
      );
      assert.deepEqual(plain(await again.entries("bob", { limit: 10 })), [entry(1), entry(2)]);
      await again.close();
    });

    test("later writes replace earlier ones, what they do not name stays", async () => {
      const store = await disk().open();
      await store.write({ device: { deviceId: "d" }, conversations: [conversation("bob", 1)] });
      await store.write({ conversations: [conversation("bob", 7), conversation("carol", 1)] });
      const { device, conversations } = await store.load();
      assert.deepEqual(device, { deviceId: "d" });
      assert.deepEqual(conversations.map(({ peer, held }) => [peer, held]).sort(), [
        ["bob", 7],
        ["carol", 1],
      ]);
      await store.close();
    });

    test("the outbox comes in its order, and what is settled leaves it", async () => {
      const store = await disk().open();
      await store.write({ outbox: [item("c", 3), item("a", 1), item("b", 2)] });
      await store.write({
        outbox: [{ ...item("a", 1), firstAfter: 4 }, item("d", 4)],
        settled: ["b", "d"],
      });
      const { outbox } = await store.load();
      assert.deepEqual(plain(outbox), [{ ...item("a", 1), firstAfter: 4 }, item("c", 3)]);
      await store.close();
    });

    test("a range is exclusive at both ends, and its newest or oldest", async () => {
      const store = await disk().open();
      await store.write({ entries: entries("bob", 3, 1, 2, 5, 4) });
      await store.write({ entries: entries("bo", 9) });
      assert.deepEqual(seqs(await store.entries("bob", { limit: 2 })), [4, 5]);
      assert.deepEqual(seqs(await store.entries("bob", { limit: 2, oldest: true })), [1, 2]);
      assert.deepEqual(
        seqs(await store.entries("bob", { after: 1, before: 5, limit: 9 })),
        [2, 3, 4],
      );
      assert.deepEqual(seqs(await store.entries("bob", { before: 3, limit: 1 })), [2]);
      assert.deepEqual(seqs(await store.entries("bob", { after: 3, limit: Infinity })), [4, 5]);
      await store.close();
    });

    test("a dropped conversation is gone, before the rest of its batch is written", async () => {
      const store = await disk().open();
      await store.write({
        conversations: [conversation("bob", 2), conversation("carol", 1)],
        entries: [...entries("bob", 1, 2), ...entries("carol", 1)],
      });
      await store.write({ dropped: ["bob"], entries: entries("bob", 7) });
      assert.deepEqual(seqs(await store.entries("bob", { limit: 9 })), [7]);
      assert.deepEqual(seqs(await store.entries("carol", { limit: 9 })), [1]);
      assert.deepEqual(
        (await store.load()).conversations.map(({ peer }) => peer),
        ["carol"],
      );
      await store.close();
    });
  });
}

test("IndexedDbStore writes all of a batch or nothing", async () => {
  const store = new IndexedDbStore("all-or-nothing");
  const bad = { ...item("b", 2), body: (() => {}) as never };
  await assert.rejects(store.write({ device: { deviceId: "d" }, outbox: [item("a", 1), bad] }));
  assert.deepEqual(await store.load(), { conversations: [], outbox: [] });
  await store.close();
});

test("FileStore cuts off the line that a crash left incomplete", async () => {
  const path = nextPath();
  const store = await FileStore.open(path);
  await store.write({ outbox: [item("a", 1)] });
  await store.close();
  appendFileSync(path, '{"outbox":[{"clientMess');
  const again = await FileStore.open(path);
  await again.write({ outbox: [item("b", 2)] });
  await again.close();
  const third = await FileStore.open(path);
  assert.deepEqual(
    (await third.load()).outbox.map(i => i.clientMessageId),
    ["a", "b"],
  );
  await third.close();
});

test("FileStore does not grow with what has left it", async () => {
  const path = nextPath();
  const store = await FileStore.open(path);
  for (let n = 0; n < 20; n++) {
    await store.write({ outbox: [item(`m${n}`, n)], settled: [`m${n}`] });
  }
  await store.close();
  await (await FileStore.open(path)).close();
  assert.ok(readFileSync(path, "utf8").length < 100);
});

test("FileStore is for one process at a time, and a dead one does not count", async () => {
  const path = nextPath();
  const store = await FileStore.open(path);
  await assert.rejects(FileStore.open(path), { code: "storeInUse" });
  await store.close();
  assert.ok(!existsSync(`${path}.lock`));
  // The greatest process id of Linux is 2^22.
  writeFileSync(`${path}.lock`, String(2 ** 22 + 1));
  await (await FileStore.open(path)).close();
});
