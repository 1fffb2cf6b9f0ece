import assert from "node:assert/strict";
import { test } from "node:test";
import type { Entry } from "../../src/protocol/model.js";
import { BEGUN, Desk } from "../fake/desk.js";
import { edit, frameOf, reaction, removal, text } from "../fake/entries.js";
import { settled } from "../fake/loop.js";

/** A log in which every tenth entry is a message, and the others are reactions to the first one. */
const LOG = Array.from({ length: 500 }, (_, index) =>
  index % 10 === 0 ? text(index + 1, `text ${index + 1}`) : reaction(index + 1, 1, "👍"),
);

/**
 * Alice's desk, which holds the entries after one entry, and whose socket answers `history` from a
 * log.
 */
async function desk(log: readonly Entry[], after: number): Promise<Desk> {
  const begun = new Desk();
  await begun.online([BEGUN]);
  const { receive } = begun.socket;
  begun.socket.receive = frame => {
    receive(frame);
    if (frame.action === "history") {
      const { before = Infinity, limit = 50, requestId } = frame as never as History;
      const older = log.filter(({ seq }) => seq < before);
      const messages = older.slice(-limit);
      const more = messages.length < older.length;
      begun.push({ type: "history", requestId, peer: "bob", messages, more });
    }
  };
  if (after < log.length) {
    begun.push(frameOf(log.slice(after), after));
  }
  await settled();
  return begun;
}

interface History {
  readonly requestId: string;
  readonly before?: number;
  readonly limit?: number;
}

const bob = ({ client }: Desk) => client.conversation("bob");
const asked = ({ socket }: Desk) => socket.frames("history").length;

test("a page has the requested number of messages, although most entries are operations", async () => {
  const begun = await desk(LOG, 480);
  const page = await bob(begun).page({ limit: 20 });
  assert.deepEqual(
    page.messages.map(({ seq }) => seq),
    Array.from({ length: 20 }, (_, index) => 301 + 10 * index),
  );
  assert.equal(asked(begun), 3);
});

test("a page sends at most four requests, and the next page continues where it ended", async () => {
  const log = [text(1, "hi"), ...Array.from({ length: 999 }, (_, n) => reaction(n + 2, 1, "👍"))];
  const begun = await desk(log, 990);
  const first = await bob(begun).page({ limit: 100 });
  assert.deepEqual([first.messages, first.after, first.upTo, first.more], [[], 590, 1000, true]);
  assert.equal(asked(begun), 4);
  let page = first;
  while (page.more) {
    page = await bob(begun).page({ before: page.after + 1, limit: 100 });
  }
  assert.deepEqual(
    page.messages.map(({ seq, reactions }) => [seq, reactions.length]),
    [[1, 1]],
  );
  assert.equal(page.after, 0);
});

test("pages have no gaps between them, in both directions", async () => {
  const begun = await desk(LOG, 0);
  let before = Infinity;
  const back: number[] = [];
  for (let more = true; more; ) {
    const page = await bob(begun).page({ before, limit: 7 });
    assert.equal(page.upTo, Math.min(before - 1, 500));
    back.unshift(...page.messages.map(({ seq }) => seq));
    before = page.after + 1;
    more = page.more;
  }
  const forth: number[] = [];
  for (let after = 0; after < 500; ) {
    const page = await bob(begun).page({ after, limit: 7 });
    assert.equal(page.after, after);
    forth.push(...page.messages.map(({ seq }) => seq));
    after = page.upTo;
  }
  const messages = LOG.filter(({ kind }) => kind === undefined).map(({ seq }) => seq);
  assert.deepEqual(back, messages);
  assert.deepEqual(forth, messages);
});

test("a page after an entry that is not held reads back to that entry", async () => {
  const begun = await desk(LOG, 480);
  const { after, messages } = await bob(begun).page({ after: 300, limit: 2 });
  assert.deepEqual([after, messages.map(({ seq }) => seq)], [300, [301, 311]]);
});

test("a conversation whose newest entries are operations opens at its last message", async () => {
  const log = [
    text(1, "hi"),
    edit(2, 1, "hello"),
    ...Array.from({ length: 120 }, (_, n) => reaction(n + 3, 1, "👍")),
  ];
  const begun = await desk(log, log.length);
  await bob(begun).page({ limit: 1 });
  const { lastMessage, unread } = bob(begun).state;
  assert.deepEqual([lastMessage?.preview, lastMessage?.seq, unread], ["hello", 1, 1]);
});

test("the last message is found by a page, also after a restart, with later operations applied", async () => {
  const log = [text(1, "hi"), text(2, "bye"), edit(3, 2, "see you"), reaction(4, 1, "👍")];
  const begun = await desk(log, 2);
  await begun.client.close();
  const again = new Desk(begun.store);
  await again.online([{ peer: "bob", lastSeq: 4, cursor: 4 }]);
  assert.equal(bob(again).state.lastMessage, undefined);
  const page = bob(again).page();
  await settled();
  const [{ requestId } = {}] = again.socket.frames("history");
  const messages = log.slice(0, 2);
  again.push({ type: "history", requestId, peer: "bob", messages, more: false });
  await page;
  await settled();
  assert.equal(bob(again).state.lastMessage?.preview, "see you");
});

test("a message far back is read alone, with its state, and is not stored", async () => {
  const begun = new Desk();
  await begun.online([BEGUN]);
  begun.push(frameOf([edit(90, 5, "newest"), removal(91, 7)], 89));
  await settled();
  const read = async (seq: number, messages: Entry[], state: object[] = []) => {
    const found = bob(begun).message(seq);
    await settled();
    const frame = begun.socket.frames("history").at(-1);
    const { before, limit, fold, requestId } = frame ?? {};
    assert.deepEqual([before, limit, fold], [seq + 1, 1, true]);
    begun.push({ type: "history", requestId, peer: "bob", messages, more: true, state });
    return found;
  };
  const edited = { seq: 80, body: { type: "edit", text: "older" } };
  const reactions = [
    { from: "alice", emoji: "👍", seq: 60 },
    { from: "bob", emoji: "", seq: 61 },
  ];
  const five = await read(5, [text(5, "hi")], [{ seq: 5, edit: edited, reactions }]);
  assert.deepEqual([five?.body?.text, five?.edited?.seq], ["newest", 90]);
  assert.deepEqual(five?.reactions, [reactions[0]]);
  const six = await read(6, [text(6, "six")], [{ seq: 6, edit: edited }]);
  assert.deepEqual([six?.body?.text, six?.edited], ["older", { seq: 80 }]);
  const { body: _, ...cut } = { ...text(4, ""), bodyHash: "AA" };
  const four = await read(4, [cut], [{ seq: 4, edit: edited }]);
  assert.deepEqual([four?.body?.text, four?.edited?.seq], ["older", 80]);
  assert.equal((await read(7, [text(7, "seven")]))?.body, undefined);
  assert.equal(await read(8, [reaction(8, 1, "👍")]), undefined);
  assert.equal(await read(9, []), undefined);
  assert.equal(await bob(begun).message(90), undefined);
  assert.deepEqual(await begun.store.entries("bob", { before: 89, limit: 9 }), []);
});
