import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import { test } from "node:test";
import { FileStore } from "../../src/store/file.js";
import type { Batch, OutboxItem } from "../../src/store/store.js";
import { entry, item, nextPath } from "./fixtures.js";

const ids = (outbox: readonly OutboxItem[]) => outbox.map(({ clientMessageId }) => clientMessageId);

/** A file with one item in each of its lines. */
async function written(...items: OutboxItem[]): Promise<string> {
  const path = nextPath();
  const store = await FileStore.open(path);
  for (const one of items) {
    await store.write({ outbox: [one] });
  }
  await store.close();
  return path;
}

test("the incomplete last line of a crash is cut off", async () => {
  const path = await written(item("a", 1));
  appendFileSync(path, '{"outbox":[{"clientMess');
  const again = await FileStore.open(path);
  await again.write({ outbox: [item("b", 2)] });
  await again.close();
  const third = await FileStore.open(path);
  assert.deepEqual(ids((await third.load()).outbox), ["a", "b"]);
  await third.close();
});

for (const [damage, change] of Object.entries({
  "is no JSON": (text: string) => text.replace('{"outbox"', '{"out#box'),
  "is no object": (text: string) => text.replace(/.*\n/, "null\n"),
  "is no UTF-8": (text: string) => text.replace("hi", "h\u00ff"),
})) {
  test(`a line that ${damage} is an error with the line's number, and the file is kept`, async () => {
    const path = await written(item("a", 1), item("b", 2));
    const damaged = Buffer.from(change(readFileSync(path, "latin1")), "latin1");
    writeFileSync(path, damaged);
    for (let times = 0; times < 2; times++) {
      await assert.rejects(FileStore.open(path), { code: "storeDamaged", message: /Line \d of/ });
    }
    assert.deepEqual(readFileSync(path), damaged);
    assert.ok(!existsSync(`${path}.lock`));
  });
}

test("settled items take no space once the file is reopened", async () => {
  const path = nextPath();
  const store = await FileStore.open(path);
  for (let n = 0; n < 20; n++) {
    await store.write({ outbox: [item(`m${n}`, n)], settled: [`m${n}`] });
  }
  await store.close();
  await (await FileStore.open(path)).close();
  assert.ok(readFileSync(path, "utf8").length < 100);
});

test("one process at a time has the file open", async () => {
  const path = nextPath();
  const store = await FileStore.open(path);
  await assert.rejects(FileStore.open(path), { code: "storeInUse" });
  await store.close();
  await store.close();
  assert.deepEqual(
    readdirSync(dirname(path)).filter(
      name => path.endsWith(name.slice(0, 7)) && name.includes("lock"),
    ),
    [],
  );
  await (await FileStore.open(path)).close();
});

test("the lock of a running process is respected", async () => {
  const path = nextPath();
  await (await FileStore.open(path)).close();
  writeFileSync(`${path}.lock`, String(process.ppid));
  await assert.rejects(FileStore.open(path), { code: "storeInUse" });
});

const ended = spawnSync(process.execPath, ["--version"]).pid;
for (const [which, lock] of Object.entries({
  "of a process that has ended": String(ended),
  "of an earlier process with the same number as this one": String(process.pid),
  "of an earlier process whose number another one has now": JSON.stringify({
    pid: process.ppid,
    started: "an earlier boot 12",
  }),
  "that is empty": "",
  "that is damaged": "{\u0000",
})) {
  test(`a lock ${which} is taken over`, { skip: notTold(which) }, async () => {
    const path = nextPath();
    await (await FileStore.open(path)).close();
    writeFileSync(`${path}.lock`, lock);
    const store = await FileStore.open(path);
    await assert.rejects(FileStore.open(path), { code: "storeInUse" });
    await store.close();
    assert.ok(!existsSync(`${path}.lock`));
  });
}

/** Only Linux reports when a process started. */
function notTold(which: string): string | false {
  return which.includes("another one has") && process.platform !== "linux" ? "not on Linux" : false;
}

/** A file with a text, an edit of it and an outbox item, and a batch that removes the text. */
async function edited(): Promise<{ path: string; store: FileStore; removal: Batch }> {
  const path = nextPath();
  const store = await FileStore.open(path);
  const edit = { seq: 2, at: 1, text: "secret edit" };
  await store.write({ entries: [{ peer: "bob", entry: entry(1) }], outbox: [item("a", 1)] });
  await store.write({ folds: [{ peer: "bob", fold: { target: 1, edit, reactions: [] } }] });
  const { body: _, salt: __, ...rest } = entry(1);
  const removal = {
    entries: [{ peer: "bob", entry: { ...rest, removedBy: 3 } }],
    folds: [{ peer: "bob", fold: { target: 1, removedBy: 3, reactions: [] } }],
    settled: ["a"],
  };
  return { path, store, removal };
}

test("a removed message leaves no text in the file, and later batches are appended", async () => {
  const { path, store, removal } = await edited();
  await store.write(removal);
  const text = readFileSync(path, "utf8");
  assert.ok(!text.includes("Grüß") && !text.includes("secret") && !text.includes('"hi"'), text);
  await store.write({ outbox: [item("b", 2)] });
  await store.close();
  const again = await FileStore.open(path);
  assert.deepEqual(ids((await again.load()).outbox), ["b"]);
  assert.equal((await again.entries("bob", { limit: 1 }))[0]?.removedBy, 3);
  await again.close();
});

test("a file that cannot be rewritten is unchanged, and accepts the same batch later", async () => {
  const { path, store, removal } = await edited();
  const before = readFileSync(path, "utf8");
  mkdirSync(`${path}.next`);
  await assert.rejects(store.write(removal), { code: "storageFailed" });
  assert.equal(readFileSync(path, "utf8"), before);
  assert.equal((await store.entries("bob", { limit: 1 }))[0]?.removedBy, undefined);
  rmdirSync(`${path}.next`);
  await store.write(removal);
  await store.close();
  assert.ok(!readFileSync(path, "utf8").includes("secret"));
});

for (const [how, batch] of [
  ["hidden", { folds: [{ peer: "bob", fold: { target: 1, hidden: true, reactions: [] } }] }],
  ["cleared", { cleared: [{ peer: "bob", upTo: 1 }] }],
] as const) {
  test(`a ${how} message leaves no text in the file`, async () => {
    const { path, store, removal } = await edited();
    const { entries } = removal;
    await store.write({ ...batch, ...(how === "hidden" && { entries }), settled: ["a"] } as Batch);
    const text = readFileSync(path, "utf8");
    assert.ok(!text.includes("Grüß") && !text.includes("secret"), text);
    await store.close();
  });
}
