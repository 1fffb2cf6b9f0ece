import assert from "node:assert/strict";
import { test } from "node:test";
import type { Message } from "../../src/messages.js";
import { bodyHashOf } from "../../src/protocol/chain.js";
import { contentOf } from "../../src/protocol/content.js";
import type { Entry } from "../../src/protocol/model.js";
import type { Batch } from "../../src/store/store.js";
import { BEGUN, Desk } from "../fake/desk.js";
import { edit, frameOf, reaction, removal, text } from "../fake/entries.js";
import { settled } from "../fake/loop.js";

/** Alice's desk, online, with a conversation of Bob that begins after an entry. */
async function desk(entries: readonly Entry[], after = 0): Promise<Desk> {
  const begun = new Desk();
  await begun.online([BEGUN]);
  begun.push(frameOf(entries, after));
  await settled();
  return begun;
}

async function then(desk: Desk, ...entries: Entry[]): Promise<void> {
  desk.push(frameOf(entries));
  await settled();
}

const bob = (desk: Desk) => desk.client.conversation("bob");

/** The text of a message, followed by its reactions. */
function shown(message: Message | undefined): string {
  const content = message && contentOf(message);
  const text = content?.type === "text" ? content.text : String(content?.type);
  const edited = message?.edited ? ` (edited by ${message.edited.seq})` : "";
  const reactions = message?.reactions.map(({ from, emoji }) => ` ${from} ${emoji}`) ?? [];
  return `${text}${edited}${reactions.join("")}`;
}

/** Logs in all orders, each with the expected state of message 1, "hi". */
const FOLDS: Record<string, readonly [operations: readonly Entry[], shows: string]> = {
  "an edit": [[edit(2, 1, "hello")], "hello (edited by 2)"],
  "two edits": [[edit(2, 1, "a"), edit(3, 1, "b")], "b (edited by 3)"],
  "a removal": [[removal(2, 1)], "removed"],
  "an edit, then a removal": [[edit(2, 1, "hello"), removal(3, 1)], "removed"],
  "a removal, then an edit": [[removal(2, 1), edit(3, 1, "back")], "removed"],
  "a removal, then a reaction": [[removal(2, 1), reaction(3, 1, "👍")], "removed"],
  "a reaction, then a removal": [[reaction(2, 1, "👍"), removal(3, 1)], "removed"],
  "a reaction of each": [
    [reaction(2, 1, "👍"), reaction(3, 1, "👎", "alice")],
    "hi bob 👍 alice 👎",
  ],
  "another reaction": [[reaction(2, 1, "👍"), reaction(3, 1, "👎")], "hi bob 👎"],
  "a reaction that is taken back": [[reaction(2, 1, "👍"), reaction(3, 1, "")], "hi"],
  "a reaction and an edit": [
    [reaction(2, 1, "👍"), edit(3, 1, "hello")],
    "hello (edited by 3) bob 👍",
  ],
  "an erased edit": [[{ ...edit(2, 1, ""), body: { type: "erased", hash: "AA" } }], "hi"],
};

for (const [what, [operations, shows]] of Object.entries(FOLDS)) {
  const told = async (begun: Desk) => {
    assert.equal(shown((await bob(begun).page()).messages[0]), shows);
    assert.equal(shown(await bob(begun).message(1)), shows);
    const { lastMessage, unread, held } = bob(begun).state;
    const preview = shows === "removed" ? "" : shows.split(/ [(b]/)[0];
    assert.deepEqual([lastMessage?.seq, lastMessage?.preview], [1, preview]);
    assert.deepEqual([unread, held], [1, operations.length + 1]);
    assert.deepEqual(begun.errors, []);
  };

  test(`${what}: folded if it arrives with its message`, async () => {
    const begun = new Desk();
    const messages: Message[] = [];
    begun.client.on("messages", event => messages.push(...event.messages));
    await begun.online([BEGUN]);
    begun.push(frameOf([text(1, "hi"), ...operations], 0));
    await settled();
    assert.deepEqual(messages.map(shown), [shows]);
    await told(begun);
  });

  test(`${what}: folded if it arrives later, one by one and twice`, async () => {
    const begun = await desk([text(1, "hi")]);
    const changed: number[] = [];
    begun.client.on("changed", ({ seqs }) => changed.push(...seqs));
    for (const operation of operations) {
      await then(begun, operation);
      await then(begun, operation);
    }
    const known = operations.filter(({ body }) => body?.type !== "erased");
    assert.deepEqual(
      changed,
      known.map(() => 1),
    );
    await told(begun);
  });

  test(`${what}: kept for a message that this device does not hold`, async () => {
    const begun = await desk(operations, 1);
    const page = bob(begun).page();
    await settled();
    const [{ requestId, before } = {}] = begun.socket.frames("history");
    assert.equal(before, 2);
    const messages = [text(1, "hi")];
    begun.push({ type: "history", requestId, peer: "bob", messages, more: false });
    assert.equal(shown((await page).messages[0]), shows);
    const disk = JSON.stringify(await (begun.store as never as { contents(): object }).contents());
    assert.equal(disk.includes('"hi"'), /^hi/.test(shows) || /edited/.test(shows));
  });
}

test("older operations from a page do not replace newer ones", async () => {
  const begun = await desk([edit(4, 1, "new"), reaction(5, 1, "👎")], 3);
  const page = bob(begun).page();
  await settled();
  const [{ requestId } = {}] = begun.socket.frames("history");
  const messages = [text(1, "hi"), edit(2, 1, "old"), reaction(3, 1, "👍")];
  begun.push({ type: "history", requestId, peer: "bob", messages, more: false });
  assert.deepEqual((await page).messages.map(shown), ["new (edited by 4) bob 👎"]);
});

test("an operation is folded in the batch that stores it", async () => {
  const begun = await desk([text(1, "hi")]);
  const batches: Batch[] = [];
  const write = begun.store.write.bind(begun.store);
  begun.store.write = batch => {
    batches.push(batch);
    return write(batch);
  };
  await then(begun, edit(2, 1, "hello"));
  const [{ entries, folds, conversations } = {}] = batches;
  assert.deepEqual(
    entries?.map(({ entry }) => [entry.seq, entry.body?.type]),
    [[2, "erased"]],
  );
  assert.deepEqual(
    folds?.map(({ fold }) => fold.edit?.text),
    ["hello"],
  );
  assert.deepEqual(
    conversations?.map(({ held }) => held),
    [2],
  );
  await then(begun, text(3, "next"));
  assert.equal(batches.at(-1)?.folds, undefined);
});

test("a removal deletes the text and its edits, and keeps the hash for the digest", async () => {
  const hi = text(1, "hi");
  const hello = edit(2, 1, "hello");
  const begun = await desk([hi, hello]);
  await then(begun, removal(3, 1));
  const stored = await begun.store.entries("bob", { limit: 9 });
  const { body: _, salt: __, ...kept } = hi;
  assert.deepEqual(stored[0], { ...kept, bodyHash: bodyHashOf(hi), removedBy: 3 });
  const hash = bodyHashOf(hello);
  assert.deepEqual([stored[1]?.body, stored[1]?.salt], [{ type: "erased", hash }, undefined]);
  assert.deepEqual(await begun.store.folds("bob", [1]), [
    { target: 1, removedBy: 3, reactions: [] },
  ]);
});

test("a removal of a message after a gap deletes the message once the gap is closed", async () => {
  const begun = await desk([text(1, "hi")]);
  await then(begun, text(3, "secret"), removal(4, 3));
  await then(begun, text(2, "between"));
  const [, , third] = await begun.store.entries("bob", { limit: 9 });
  assert.deepEqual([third?.body, third?.removedBy], [undefined, 4]);
  assert.deepEqual((await bob(begun).page()).messages.map(shown), ["hi", "between", "removed"]);
});

test("after a failed write, the store later gets the operation and its fold together", async () => {
  const begun = await desk([text(1, "hi")]);
  const write = begun.store.write.bind(begun.store);
  begun.store.write = () => Promise.reject(new Error("full"));
  await then(begun, removal(2, 1));
  assert.equal(shown(await bob(begun).message(1)), "hi");
  begun.store.write = write;
  await begun.loop.pass(20_000);
  assert.equal(shown(await bob(begun).message(1)), "removed");
});

test("an edit of a newer version changes nothing, and is kept whole for an updated app", async () => {
  const body = { type: "caption", caption: "hello", lines: 2 };
  const newer = { ...edit(2, 1, ""), body } as Entry;
  const begun = await desk([text(1, "hi"), newer]);
  assert.equal(shown(await bob(begun).message(1)), "hi");
  assert.deepEqual((await begun.store.entries("bob", { limit: 9 }))[1], newer);
});
