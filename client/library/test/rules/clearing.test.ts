import assert from "node:assert/strict";
import { test } from "node:test";
import { BEGUN, Desk } from "../fake/desk.js";
import { edit, frameOf, reaction, text } from "../fake/entries.js";
import { answer, asked, deskWith, disk, hidden, shownTexts, state } from "../fake/hiding.js";
import { settled } from "../fake/loop.js";
import { bob } from "../fake/writing-desk.js";

const TEXTS = [text(1, "one"), text(2, "two"), text(3, "three")];

/** Alice's desk with these messages of Bob. */
const desk = () => deskWith(TEXTS);

test("a cleared conversation is empty, read, and gone from the disk; it keeps its place", async () => {
  const alice = await desk();
  const cleared: number[] = [];
  alice.client.on("cleared", ({ upTo }) => cleared.push(upTo));
  await bob(alice).clear();
  await settled();
  assert.deepEqual(cleared, [3]);
  const { clearedTo, lastAt, lastMessage, unread } = bob(alice).state;
  assert.deepEqual([clearedTo, lastAt, lastMessage, unread], [3, 3, undefined, 0]);
  const page = await bob(alice).page();
  assert.deepEqual([page.messages, page.more], [[], false]);
  assert.equal(await bob(alice).message(2), undefined);
  assert.ok(!/one|two|three/.test(await disk(alice)));
  assert.deepEqual(asked(alice), [{ upTo: 3 }]);
  await alice.loop.pass(200);
  assert.equal((alice.socket.frames("ack").at(-1)?.acks as { read: number }[])[0]?.read, 3);
});

test("messages that arrive while a conversation is cleared stay", async () => {
  const alice = await desk();
  alice.push(frameOf([text(4, "four")]));
  await bob(alice).clear(3);
  alice.push(frameOf([text(5, "five")]));
  await settled();
  assert.deepEqual(await shownTexts(alice), ["four", "five"]);
  await answer(alice, { version: 0, clearedTo: 3 });
  assert.deepEqual(await shownTexts(alice), ["four", "five"]);
  assert.equal(bob(alice).state.unread, 2);
});

test("the digest chain goes on after the cleared part, also on a device that was behind", async () => {
  const other = new Desk();
  await other.online([BEGUN]);
  other.push(frameOf([...TEXTS, text(4, "four")], 0));
  await settled();
  const { digest } = (await other.store.load()).conversations[0] ?? {};
  const alice = new Desk();
  await alice.online([BEGUN]);
  alice.push(frameOf(TEXTS.slice(0, 1), 0));
  await settled();
  alice.push({ type: "hidden", peer: "bob", version: 0, clearedTo: 3 });
  const told = alice.told();
  alice.push({ ...frameOf([...TEXTS.slice(1), text(4, "four")]), digest });
  await settled();
  assert.deepEqual(alice.errors, []);
  assert.deepEqual(told, [4]);
  assert.ok(!/one|two|three/.test(await disk(alice)));
});

test("an operation on a cleared message has no effect and leaves no text", async () => {
  const alice = await desk();
  await bob(alice).clear();
  alice.push(frameOf([edit(4, 2, "secret"), reaction(5, 3, "👍")]));
  await settled();
  assert.ok(!(await disk(alice)).includes("secret"));
  assert.deepEqual(await shownTexts(alice), []);
  assert.deepEqual(await alice.store.folds("bob", [2, 3]), []);
});

test("a device that was away learns from its catch-up that another device has cleared the conversation", async () => {
  const alice = await desk();
  await alice.client.close();
  const later = new Desk(alice.store);
  await later.online([state({ lastSeq: 3, clearedTo: 2, read: 2 })]);
  assert.deepEqual(await shownTexts(later), ["three"]);
  assert.deepEqual(asked(later), []);
  assert.equal(later.client.conversation("bob").state.unread, 1);
});

test("a clear is repeated until the server answers, also after a newer one", async () => {
  const alice = await desk();
  await bob(alice).clear(2);
  await settled();
  await bob(alice).clear(3);
  await answer(alice, { version: 0, clearedTo: 2 });
  assert.deepEqual(asked(alice), [{ upTo: 2 }, { upTo: 3 }]);
  await alice.client.close();
  const later = new Desk(alice.store);
  await later.online();
  assert.deepEqual(asked(later), [{ upTo: 3 }]);
  await answer(later, { version: 0, clearedTo: 3 });
  assert.equal(asked(later).length, 1);
});

test("a conversation that is read again asks what is hidden before it shows a message", async () => {
  const alice = await desk();
  await bob(alice).hide([2]);
  await settled();
  await answer(alice, { version: 1 });
  const again = bob(alice).resync();
  await settled();
  assert.deepEqual(asked(alice).at(-1), { since: 0 });
  assert.deepEqual(alice.socket.frames("history"), []);
  await answer(alice, { version: 1, seqs: [2] });
  alice.push({ ...hidden("history", alice), messages: TEXTS, more: false });
  await again;
  assert.deepEqual(await shownTexts(alice), ["one", "three"]);
  assert.ok(!(await disk(alice)).includes("two"));
});

test("the server's list shows no hidden message, and none while it is not known", async () => {
  const alice = new Desk();
  await alice.client.start();
  await settled();
  alice.socket.open();
  alice.push({ type: "caughtUp", at: 1, more: false, conversations: [] });
  await settled();
  const lastMessage = { seq: 9, from: "bob", preview: "secret", sentAt: 9 };
  const row = { peer: "bob", lastSeq: 9, lastMessage, unread: 0, hiddenVersion: 1 };
  alice.push({ ...hidden("conversations", alice), conversations: [row] });
  await settled();
  assert.equal(bob(alice).state.lastMessage, undefined);
  await answer(alice, { version: 1, seqs: [9] });
  assert.equal(bob(alice).state.lastMessage, undefined);
  assert.equal(bob(alice).state.lastAt, 9);
  assert.ok(!(await disk(alice)).includes("secret"));
});
