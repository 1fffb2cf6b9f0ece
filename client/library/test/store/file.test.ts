import assert from "node:assert/strict";
import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { FileStore } from "../../src/store/file.js";
import { item, nextPath } from "./fixtures.js";

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
