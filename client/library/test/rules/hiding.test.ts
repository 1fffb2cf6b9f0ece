import assert from "node:assert/strict";
import { test } from "node:test";
import { BEGUN, Desk } from "../fake/desk.js";
import { edit, frameOf, text } from "../fake/entries.js";
import { answer, asked, deskWith, disk, hidden, shownTexts, state } from "../fake/hiding.js";
import { settled } from "../fake/loop.js";
import { bob } from "../fake/writing-desk.js";

const TEXTS = [text(1, "one"), text(2, "two"), text(3, "three"), text(4, "four")];

/** Alice's desk with these messages of Bob. */
const desk = () => deskWith(TEXTS);

test("a hidden message is gone from pages, quotes, the list and the disk; the rest stays", async () => {
  const alice = await desk();
  const changed: number[] = [];
  alice.client.on("changed", ({ seqs }) => changed.push(...seqs));
  await bob(alice).hide([4, 2]);
  await settled();
  assert.deepEqual(await shownTexts(alice), ["one", "three"]);
  assert.equal(await bob(alice).message(2), undefined);
  assert.equal(bob(alice).state.lastMessage?.preview, "three");
  assert.equal(bob(alice).state.lastAt, 4);
  assert.deepEqual(changed, [4, 2]);
  assert.ok(!/two|four/.test(await disk(alice)));
  assert.deepEqual(asked(alice), [{ seqs: [4, 2] }]);
});

test("the digest chain stays valid over hidden entries", async () => {
  const alice = await desk();
  const { digest } = (await alice.store.load()).conversations[0] ?? {};
  await bob(alice).hide([1, 2, 3, 4]);
  alice.push({ ...frameOf([TEXTS[3] as never]), digest });
  await settled();
  assert.deepEqual(alice.errors, []);
  const entries = await alice.store.entries("bob", { limit: 9 });
  assert.deepEqual(
    entries.map(({ body, bodyHash, hidden: mark }) => [body, bodyHash?.length, mark]),
    TEXTS.map(() => [undefined, 43, true]),
  );
});

test("a hide is repeated after a lost answer and a restart, until the server answers", async () => {
  const alice = await desk();
  await bob(alice).hide([2]);
  await settled();
  assert.deepEqual(asked(alice), [{ seqs: [2] }]);
  alice.socket.cut();
  await alice.loop.pass(2_000);
  await alice.open();
  assert.deepEqual(asked(alice), [{ seqs: [2] }]);
  await alice.client.close();
  const later = new Desk(alice.store);
  await later.online();
  assert.deepEqual(asked(later), [{ seqs: [2] }]);
  await answer(later, { version: 1 });
  await later.client.close();
  const last = new Desk(alice.store);
  await last.online([state({ hiddenVersion: 1 })]);
  assert.deepEqual(asked(last), []);
  assert.deepEqual(await shownTexts(last), ["one", "three", "four"]);
});

test("a hide that is not answered is asked again while online, after growing waits", async () => {
  const alice = await desk();
  await bob(alice).hide([2]);
  await alice.loop.pass(3 * 60_000);
  const times = asked(alice).length;
  assert.ok(times > 6 && times < 30, `${times}`);
  while (asked(alice).length === times) {
    await alice.loop.pass(1_000);
  }
  await answer(alice, { version: 1 });
  await alice.loop.pass(3 * 60_000);
  assert.equal(asked(alice).length, times + 1);
});

test("hiding offline is sent with everything else that was hidden, 100 messages at a time", async () => {
  const alice = new Desk();
  await alice.online([BEGUN]);
  alice.push(
    frameOf(
      Array.from({ length: 120 }, (_, i) => text(i + 1, `text ${i + 1}`)),
      0,
    ),
  );
  await settled();
  alice.socket.cut();
  await alice.loop.pass(0);
  await bob(alice).hide(Array.from({ length: 110 }, (_, i) => i + 1));
  await bob(alice).clear(115);
  assert.equal((await shownTexts(alice)).length, 5);
  await alice.loop.pass(2_000);
  await alice.open();
  assert.deepEqual((asked(alice)[0] as { seqs: number[] }).seqs.length, 100);
  await answer(alice, { version: 1 });
  assert.deepEqual(asked(alice)[1], { seqs: [101, 102, 103, 104, 105, 106, 107, 108, 109, 110] });
  await answer(alice, { version: 2 });
  assert.deepEqual(asked(alice)[2], { upTo: 115 });
  await answer(alice, { version: 2, clearedTo: 115 });
  assert.equal(asked(alice).length, 3);
});

test("a hide that the server refuses for good is not repeated, and the app gets the error", async () => {
  const alice = await desk();
  await bob(alice).hide([2]);
  await settled();
  const { requestId } = alice.socket.frames("hide").at(-1) ?? {};
  alice.push({ type: "rejected", requestId, code: "unknownAction", retryable: false });
  await alice.loop.pass(3 * 60_000);
  assert.equal(asked(alice).length, 1);
  assert.deepEqual(
    alice.errors.map(({ code }) => code),
    ["unknownAction"],
  );
  assert.deepEqual(await shownTexts(alice), ["one", "three", "four"]);
});

test("a message that is not loaded can be hidden; its page comes without it", async () => {
  const alice = new Desk();
  await alice.online([state({ lastSeq: 4, cursor: 3 })]);
  alice.push(frameOf([text(4, "four")], 3));
  await settled();
  await bob(alice).hide([2]);
  const page = bob(alice).page();
  await settled();
  alice.push({ ...hidden("history", alice), messages: TEXTS.slice(0, 3), more: false });
  assert.deepEqual(
    (await page).messages.map(({ body }) => body?.text),
    ["one", "three", "four"],
  );
  assert.ok(!(await disk(alice)).includes("two"));
  await assert.rejects(bob(alice).hide([5]), { code: "invalidField" });
});

test("a page has as many messages as requested although most are hidden", async () => {
  const alice = new Desk();
  await alice.online([BEGUN]);
  alice.push(
    frameOf(
      Array.from({ length: 90 }, (_, i) => text(i + 1, `${i + 1}`)),
      0,
    ),
  );
  await settled();
  await bob(alice).hide(Array.from({ length: 80 }, (_, i) => i + 6));
  const { messages, after, more } = await bob(alice).page({ limit: 7 });
  assert.deepEqual(
    messages.map(({ seq }) => seq),
    [4, 5, 86, 87, 88, 89, 90],
  );
  assert.deepEqual([after, more], [3, true]);
  const forward = await bob(alice).page({ after: 4, limit: 2 });
  assert.deepEqual(
    forward.messages.map(({ seq }) => seq),
    [5, 86],
  );
});

test("an edit of a hidden message leaves no text on the disk, and changes no preview", async () => {
  const alice = await desk();
  await bob(alice).hide([4]);
  await settled();
  alice.push(frameOf([edit(5, 4, "secret")]));
  await settled();
  assert.ok(!/secret|four/.test(await disk(alice)));
  assert.equal(bob(alice).state.lastMessage?.preview, "three");
  alice.push(frameOf([edit(6, 3, "trois")]));
  await settled();
  assert.equal(bob(alice).state.lastMessage?.preview, "trois");
});
