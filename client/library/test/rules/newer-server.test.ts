import assert from "node:assert/strict";
import { test } from "node:test";
import { contentOf } from "../../src/protocol/content.js";
import type { Entry } from "../../src/protocol/model.js";
import { BEGUN, Desk } from "../fake/desk.js";
import { settled } from "../fake/loop.js";
import { body, NewerLog, number, salted, text, type Written } from "../fake/newer-log.js";

const HI: Written = {
  hashed: salted(text("text"), text("hi")),
  rest: body({ type: "text", text: "hi" }),
};
const IMAGE: Written = {
  hashed: salted(text("image"), text("cat.png")),
  rest: body({ type: "image", name: "cat.png" }),
};
const OPERATIONS: Record<string, Written> = {
  "an edit": {
    kind: "edit",
    target: 1,
    hashed: salted(text("edit"), text("hello")),
    rest: body({ type: "edit", text: "hello" }),
  },
  "a removal": {
    kind: "remove",
    target: 1,
    hashed: salted(text("remove")),
    rest: body({ type: "remove" }),
  },
  "a reaction": {
    kind: "reaction",
    target: 1,
    hashed: salted(text("reaction"), text("👍")),
    rest: body({ type: "reaction", emoji: "👍" }),
  },
  "an erased edit": {
    kind: "edit",
    target: 1,
    hashed: salted(text("edit"), text("secret")),
    rest: hash => ({ body: { type: "erased", hash } }),
  },
  "a kind of a far future": {
    kind: "hologram",
    target: 1,
    hashed: salted(text("hologram"), number(9)),
    rest: body({ type: "hologram", depth: 9 }),
  },
};
const MESSAGES: Record<string, Written> = {
  "a reply": { ...HI, target: 1 },
  "a text with a field that is hashed": {
    hashed: salted(text("text"), text("hi"), number(1)),
    rest: body({ type: "text", text: "hi", forwarded: 1 }),
  },
  "an image": IMAGE,
  "a removed image": { ...IMAGE, rest: bodyHash => ({ bodyHash, removedBy: 9 }) },
};

const codes = ({ errors }: Desk) => errors.map(({ code }) => code);

async function digestOf(desk: Desk): Promise<string | undefined> {
  await desk.loop.pass(1_000);
  return (await desk.store.load()).conversations[0]?.digest;
}

/** Alice's client, online, and Bob's log in which he wrote "hi". */
async function begun(): Promise<{ desk: Desk; log: NewerLog }> {
  const desk = new Desk();
  await desk.online([BEGUN]);
  const log = new NewerLog();
  log.append(HI);
  desk.push(log.frame(1, 1));
  return { desk, log };
}

for (const [name, written] of Object.entries({ ...MESSAGES, ...OPERATIONS })) {
  test(`${name} does not break the digest chain, alone or among other entries`, async () => {
    const { desk, log } = await begun();
    log.append(written);
    log.append(HI);
    desk.push(log.frame(2, 2));
    assert.equal(await digestOf(desk), log.digest(2));
    desk.push(log.frame(3, 3));
    assert.equal(await digestOf(desk), log.digest(3));
    log.append(written);
    log.append(HI);
    desk.push(log.frame(4, 5));
    assert.equal(await digestOf(desk), log.digest(5));
    assert.deepEqual(desk.errors, []);
  });

  test(`${name} is acknowledged like any other entry`, async () => {
    const { desk, log } = await begun();
    log.append(written);
    desk.push(log.frame(2, 2));
    await desk.loop.pass(1_000);
    assert.deepEqual(desk.socket.frames("ack").at(-1)?.acks, [{ peer: "bob", delivered: 2 }]);
  });
}

for (const [name, written] of Object.entries(OPERATIONS)) {
  test(`${name} does not count as unread, is not the last message and is in no page`, async () => {
    const { desk, log } = await begun();
    log.append(written);
    desk.push(log.frame(2, 2));
    await settled();
    const { unread, lastMessage, held } = desk.client.conversation("bob").state;
    assert.deepEqual([unread, lastMessage?.seq, held], [1, 1, 2]);
    const { messages, upTo } = await desk.client.conversation("bob").page();
    assert.deepEqual(
      messages.map(({ seq }) => seq),
      [1],
    );
    assert.equal(upTo, 2);
  });
}

for (const [name, written] of Object.entries(MESSAGES)) {
  test(`${name} is an unread message`, async () => {
    const { desk, log } = await begun();
    log.append(written);
    desk.push(log.frame(2, 2));
    await settled();
    const { unread, lastMessage } = desk.client.conversation("bob").state;
    assert.deepEqual([unread, lastMessage?.seq], [2, 2]);
  });
}

test("an updated app finds the complete body of an entry that it did not know before", async () => {
  const { desk, log } = await begun();
  log.append(MESSAGES["an image"] as Written);
  desk.push(log.frame(2, 2));
  await settled();
  const { messages } = await desk.client.conversation("bob").page();
  assert.deepEqual(messages.at(-1)?.body, { type: "image", name: "cat.png" });
  assert.deepEqual(messages.map(contentOf).at(-1), { type: "unknown" });
});

test("older entries of other kinds do not count as unread either", async () => {
  const log = new NewerLog();
  for (const written of [HI, ...Object.values(OPERATIONS), HI]) {
    log.append(written);
  }
  const desk = new Desk();
  await desk.online([BEGUN]);
  desk.push({ ...log.frame(7, 7), after: 6 });
  await settled();
  const page = desk.client.conversation("bob").page();
  await settled();
  const [{ requestId } = {}] = desk.socket.frames("history");
  const { messages } = log.frame(1, 6) as { messages: Entry[] };
  desk.push({ type: "history", requestId, peer: "bob", messages, more: false });
  await page;
  assert.equal(desk.client.conversation("bob").state.unread, 2);
});

test("a real difference of digests is reported once, not with each later frame", async () => {
  const desk = new Desk();
  await desk.online([BEGUN]);
  const log = new NewerLog();
  for (const written of [{ ...HI, from: "alice" }, HI, HI]) {
    log.append(written);
  }
  const other = { ...log.entries[0], body: { type: "text", text: "bye" } };
  desk.push({ ...log.frame(1, 1), messages: [other] });
  await settled();
  assert.deepEqual(codes(desk), ["digestMismatch"]);
  desk.push(log.frame(2, 2));
  desk.push(log.frame(3, 3));
  await settled();
  assert.deepEqual(codes(desk), ["digestMismatch"]);
});
