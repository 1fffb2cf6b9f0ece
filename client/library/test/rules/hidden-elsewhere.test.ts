import assert from "node:assert/strict";
import { test } from "node:test";
import { Desk } from "../fake/desk.js";
import { frameOf, text } from "../fake/entries.js";
import { answer, asked, deskWith, disk, shownTexts, state } from "../fake/hiding.js";
import { settled } from "../fake/loop.js";
import { bob } from "../fake/writing-desk.js";

const TEXTS = [text(1, "one"), text(2, "two"), text(3, "three"), text(4, "four")];

/** Alice's desk with these messages of Bob. */
const desk = () => deskWith(TEXTS);

test("two devices that hide at once end with the same messages hidden", async () => {
  const alice = await desk();
  await bob(alice).hide([2]);
  await settled();
  alice.push({ type: "hidden", peer: "bob", version: 1, clearedTo: 0, seqs: [3] });
  await answer(alice, { version: 2 });
  assert.deepEqual(await shownTexts(alice), ["one", "four"]);
  assert.deepEqual(asked(alice), [{ seqs: [2] }], "it has version 2");
  await bob(alice).hide([1]);
  await settled();
  await answer(alice, { version: 4 });
  assert.deepEqual(asked(alice).at(-1), { since: 2 }, "version 3 is unknown");
  await answer(alice, { version: 4, seqs: [1, 4] });
  assert.deepEqual(await shownTexts(alice), []);
  assert.equal(asked(alice).length, 3);
});

test("a device that was away asks for what it missed, page by page, and once", async () => {
  const alice = new Desk();
  await alice.online([state({ lastSeq: 4, hiddenVersion: 7 })]);
  alice.push(frameOf(TEXTS, 0));
  await settled();
  assert.deepEqual(asked(alice), [{ since: 0 }]);
  assert.equal(bob(alice).state.lastMessage, undefined, "it may be hidden");
  await answer(alice, { version: 7, seqs: [1, 2], next: 2 });
  assert.deepEqual(asked(alice)[1], { since: 0, after: 2 });
  await answer(alice, { version: 8, seqs: [4] });
  assert.deepEqual(await shownTexts(alice), ["three"]);
  await alice.loop.pass(1_000);
  assert.deepEqual(asked(alice)[2], { since: 7 }, "a page had a newer version");
  await answer(alice, { version: 8, seqs: [4] });
  assert.equal(bob(alice).state.lastMessage?.preview, "three");
  await alice.client.close();
  const later = new Desk(alice.store);
  await later.online([state({ lastSeq: 4, hiddenVersion: 8 })]);
  assert.deepEqual(asked(later), []);
});

test("a server whose answer stays behind what it said is not asked in a loop", async () => {
  const alice = new Desk();
  await alice.online([state({ lastSeq: 4, hiddenVersion: 7 })]);
  await answer(alice, { version: 3, seqs: [], next: 2 });
  await answer(alice, { version: 3, seqs: [], next: 2 });
  await alice.loop.pass(10 * 60_000);
  const times = asked(alice).length;
  assert.ok(times < 40, `${times}`);
});

test("a message that was hidden before it arrives is never shown", async () => {
  const alice = await desk();
  const told = alice.told();
  alice.push({ type: "hidden", peer: "bob", version: 1, clearedTo: 0, seqs: [5, 7] });
  alice.push(frameOf([text(7, "seven")]));
  alice.push(frameOf([text(5, "five"), text(6, "six")]));
  await settled();
  assert.deepEqual(told, [6]);
  assert.deepEqual(await shownTexts(alice), ["one", "two", "three", "four", "six"]);
  assert.equal(bob(alice).state.lastMessage?.preview, "six");
  assert.ok(!/five|seven/.test(await disk(alice)));
});
