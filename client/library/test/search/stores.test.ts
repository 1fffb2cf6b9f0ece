import assert from "node:assert/strict";
import { test } from "node:test";
import type { Fold } from "../../src/protocol/model.js";
import { search } from "../../src/search/search.js";
import type { Store } from "../../src/store/store.js";
import { Desk } from "../fake/desk.js";
import { text } from "../fake/entries.js";
import { DISKS } from "../store/disks.js";
import { conversation } from "../store/fixtures.js";
import { rest } from "./searching.js";

/** More than are read at a time. */
const COUNT = 1_700;
const EVERY = 100;

/** Fills a store with a conversation: every hundredth message has the word, and some were changed. */
async function fill(store: Store): Promise<void> {
  const folds: Fold[] = [
    { target: 3, edit: { seq: COUNT, text: "edited to needle" }, reactions: [] },
    { target: 100, edit: { seq: COUNT, text: "edited" }, reactions: [] },
    { target: 200, removedBy: COUNT, reactions: [] },
    { target: 300, reactions: [{ from: "bob", emoji: "👍", seq: COUNT }] },
  ];
  const entries = Array.from({ length: COUNT }, (_, index) => {
    const seq = index + 1;
    const entry = text(seq, seq % EVERY === 0 ? `a Needle ${seq}` : `hay ${seq}`);
    const { body: __, ...removed } = entry;
    return { peer: "bob", entry: seq === 200 ? removed : entry };
  });
  await store.write({
    device: { deviceId: "d", user: "alice", listed: true },
    conversations: [{ ...conversation("bob", COUNT), folds: 1 }],
    entries,
    folds: folds.map(fold => ({ peer: "bob", fold })),
  });
}

/** A store that tabs do not share. */
function unshared(store: Store): Store {
  return {
    load: () => store.load(),
    write: batch => store.write(batch),
    entries: (peer, range) => store.entries(peer, range),
    folds: (peer, targets) => store.folds(peer, targets),
    close: () => store.close(),
  };
}

for (const [name, disk] of Object.entries(DISKS)) {
  test(`messages in a ${name} are found, also after a restart`, async () => {
    const expected = Array.from({ length: COUNT / EVERY }, (_, index) => COUNT - EVERY * index);
    const seqs = [...expected.filter(seq => seq > 200), 3];
    const kept = disk();
    const store = await kept.open();
    await fill(store);
    for (const opened of [store, undefined]) {
      const desk = new Desk(unshared(opened ?? (await kept.open())));
      await desk.client.start();
      const hits = search(desk.client, "needle", { peer: "bob" });
      const found = rest(hits);
      // The time of the desk does not pass by itself, and a store may take any time.
      while (!hits.isComplete) {
        await desk.loop.pass(1);
      }
      assert.deepEqual(await found, seqs);
      await desk.client.close();
    }
  });
}
