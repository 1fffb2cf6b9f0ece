import assert from "node:assert/strict";
import { test } from "node:test";
import type { Batch } from "../../src/store/store.js";
import { settled } from "../fake/loop.js";
import { SharedStore, Tab, twoTabs } from "../fake/tab.js";
import { FakeBrowser } from "../fake/tabs.js";

/** Longer than the time after which a silent leader is pinged. */
const SILENCE_MS = 25_000;

test("a leader that answers pings keeps the lead, no matter how long it is idle", async () => {
  const [first, second] = await twoTabs();
  await second.loop.pass(10 * 60_000);
  assert.equal(second.sockets.length, 0);
  first.bob(3, 3);
  await settled();
  assert.equal(second.client.conversation("bob").state.held, 3);
});

test("a follower takes over from a leader that hangs, and makes the pending calls", async () => {
  const [first, second] = await twoTabs();
  first.hang();
  const profiles = second.client.profiles(["bob"]);
  await second.loop.pass(SILENCE_MS);
  assert.equal(second.sockets.length, 1);
  await second.open([{ peer: "bob", lastSeq: 2, cursor: 2 }]);
  const [{ requestId } = {}] = second.socket.frames("profile");
  second.push({ type: "profile", requestId, users: [{ user: "bob", name: "Bob" }] });
  assert.equal((await profiles)[0]?.name, "Bob");
});

test("a message sent while the leader hangs is on disk, shown, and sent by the next leader", async () => {
  const [first, second, store] = await twoTabs();
  first.hang();
  const bob = second.client.conversation("bob");
  const { clientMessageId: id } = await bob.send("hi");
  assert.equal(bob.outgoing()[0]?.clientMessageId, id);
  assert.equal((await store.load()).outbox.length, 1);
  await second.loop.pass(SILENCE_MS);
  await second.open([{ peer: "bob", lastSeq: 2, cursor: 2 }]);
  assert.equal(second.socket.frames("sendMessage")[0]?.clientMessageId, id);
});

test("a leader that resumes after another took over follows, and writes nothing", async () => {
  const [first, second, store] = await twoTabs();
  const written: Batch[] = [];
  first.hang();
  await second.loop.pass(SILENCE_MS);
  await second.open([{ peer: "bob", lastSeq: 2, cursor: 2 }]);
  const write = store.write.bind(store);
  store.write = batch => write(batch).then(() => void written.push(batch));
  // The first tab does not know it yet; the store refuses its writes.
  first.bob(3, 3);
  await settled();
  assert.deepEqual(written, []);
  assert.equal(first.socket.isOver, true);
  first.resume();
  await settled();
  assert.equal(first.client.connection.status, "online");
  second.bob(3, 4);
  await settled();
  assert.equal(first.client.conversation("bob").state.held, 4);
  const { clientMessageId: id } = await first.client.conversation("bob").send("from the follower");
  await settled();
  assert.equal(second.socket.frames("sendMessage")[0]?.clientMessageId, id);
  assert.equal(first.sockets.length, 1);
});

test("a pending call of a replaced leader is made on the next leader", async () => {
  const [first, second] = await twoTabs();
  const profiles = first.client.profiles(["bob"]);
  await settled();
  first.hang();
  await second.loop.pass(SILENCE_MS);
  await second.open([{ peer: "bob", lastSeq: 2, cursor: 2 }]);
  first.resume();
  await settled();
  const [{ requestId } = {}] = second.socket.frames("profile");
  second.push({ type: "profile", requestId, users: [{ user: "bob", name: "Bob" }] });
  assert.equal((await profiles)[0]?.name, "Bob");
});

test("exactly one of several followers takes over", async () => {
  const browser = new FakeBrowser();
  const store = new SharedStore();
  const tabs = [1, 2, 3].map(() => new Tab(browser, store));
  const [first, ...others] = tabs as [Tab, ...Tab[]];
  await first.online([{ peer: "bob", lastSeq: 0 }]);
  for (const tab of others) {
    await tab.client.start();
  }
  first.hang();
  for (let passed = 0; passed < SILENCE_MS; passed += 500) {
    await Promise.all(others.map(tab => tab.loop.pass(500)));
  }
  const open = others.flatMap(tab => tab.sockets).filter(socket => !socket.isOver);
  assert.equal(open.length, 1);
});
