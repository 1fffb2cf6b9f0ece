import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Entry } from "../../src/protocol/model.js";
import { DISKS } from "./disks.js";
import { conversation, entry, item } from "./fixtures.js";

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

for (const [name, disk] of Object.entries(DISKS)) {
  describe(`${name} fulfils the contract of a store`, () => {
    const entries = (peer: string, ...seqs: number[]) =>
      seqs.map(seq => ({ peer, entry: entry(seq) }));
    const seqs = (found: readonly Entry[]) => found.map(({ seq }) => seq);

    test("the folds of some messages are read, near together and far apart", async () => {
      const store = await disk().open();
      const targets = [...Array.from({ length: 40 }, (_, index) => 2 * index + 1), 500, 9_000];
      const folds = targets.map(target => ({ target, removedBy: 10_000, reactions: [] }));
      await store.write({ folds: folds.map(fold => ({ peer: "bob", fold })) });
      for (const wanted of [[1], [2], [9_000, 1], Array.from({ length: 60 }, (_, n) => n + 3)]) {
        const found = (await store.folds("bob", wanted)).map(({ target }) => target);
        assert.deepEqual(
          found.sort((a, b) => a - b),
          targets.filter(target => wanted.includes(target)),
        );
      }
      assert.deepEqual(await store.folds("bo", targets), []);
      await store.close();
    });

    test("a new store is empty", async () => {
      const store = await disk().open();
      assert.deepEqual(await store.load(), { conversations: [], outbox: [] });
      assert.deepEqual(await store.entries("bob", { limit: 10 }), []);
      await store.close();
    });

    test("written data is there when the store is opened again", async () => {
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

    test("later writes replace earlier ones and keep all other data", async () => {
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

    test("the outbox is loaded in order, without settled items", async () => {
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

    test("a range is exclusive at both ends, and a limit takes its newest or oldest entries", async () => {
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

    for (const [what, range] of Object.entries({
      "ends where it begins": { after: 3, before: 3, limit: 10 },
      "ends before it begins": { after: 100, before: 51, limit: 10 },
      "has no number between its ends": { after: 2, before: 3, limit: Infinity },
      "is beyond all entries": { after: 5, limit: 10, oldest: true },
      "has room for no entry": { limit: 0 },
      "has room for no entry, oldest first": { limit: 0, oldest: true },
    })) {
      test(`a range that ${what} is empty`, async () => {
        const store = await disk().open();
        await store.write({ entries: entries("bob", 1, 2, 3, 4, 5) });
        assert.deepEqual(await store.entries("bob", range), []);
        await store.close();
      });
    }

    test("a batch of an earlier epoch is refused, and a batch without an epoch is accepted", async () => {
      const store = await disk().open();
      const first = (await store.lead?.()) as number;
      await store.write({ epoch: first, outbox: [item("a", 1)] });
      const second = (await store.lead?.()) as number;
      const late = store.write({ epoch: first, outbox: [item("b", 2)], settled: ["a"] });
      await assert.rejects(late, { code: "superseded" });
      await store.write({ epoch: second, outbox: [item("c", 3)] });
      await store.write({ outbox: [item("d", 4)] });
      const { outbox } = await store.load();
      assert.deepEqual(
        outbox.map(i => i.clientMessageId),
        ["a", "c", "d"],
      );
      await store.close();
    });

    test("the folds of messages are read by target, and deleted with their conversation", async () => {
      const kept = disk();
      const store = await kept.open();
      const edited = { target: 2, edit: { seq: 3, at: 1, text: "✏️" }, reactions: [] };
      const removed = { target: 2, removedBy: 4, reactions: [] };
      const other = { target: 9, reactions: [{ from: "bob", emoji: "👍", seq: 10 }] };
      await store.write({ folds: [edited, other].map(fold => ({ peer: "bob", fold })) });
      await store.write({ folds: [{ peer: "bo", fold: edited }] });
      assert.deepEqual(plain(await store.folds("bob", [1, 2, 3])), [edited]);
      await store.write({ folds: [{ peer: "bob", fold: removed }] });
      await store.close();
      const again = await kept.open();
      assert.deepEqual(plain(await again.folds("bob", [9, 2])), [other, removed]);
      assert.deepEqual(await again.folds("bob", []), []);
      await again.write({ dropped: ["bob"], folds: [{ peer: "bob", fold: other }] });
      assert.deepEqual(plain(await again.folds("bob", [2, 9])), [other]);
      assert.deepEqual(plain(await again.folds("bo", [2])), [edited]);
      await again.close();
    });

    test("a conversation is dropped before the rest of its batch is written", async () => {
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

    test("a cleared part loses its entries and folds, also those of the same batch", async () => {
      const kept = disk();
      const store = await kept.open();
      const fold = (target: number) => ({ target, reactions: [] });
      const folds = (...targets: number[]) =>
        targets.map(target => ({ peer: "bob", fold: fold(target) }));
      const all = [...entries("bob", 1, 2, 3), ...entries("carol", 1)];
      await store.write({ entries: all, folds: folds(1, 3) });
      const cleared = [{ peer: "bob", upTo: 2 }];
      await store.write({ cleared, entries: entries("bob", 2, 4), folds: folds(2, 4) });
      await store.close();
      const again = await kept.open();
      assert.deepEqual(seqs(await again.entries("bob", { limit: 9 })), [3, 4]);
      assert.deepEqual(seqs(await again.entries("carol", { limit: 9 })), [1]);
      assert.deepEqual(plain(await again.folds("bob", [1, 2, 3, 4])), [fold(3), fold(4)]);
      await again.close();
    });
  });
}
