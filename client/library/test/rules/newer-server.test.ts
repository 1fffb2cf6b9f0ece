import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { contentOf } from "../../src/protocol/content.js";
import type { Entry } from "../../src/protocol/model.js";
import { Desk } from "../fake/desk.js";
import { settled } from "../fake/loop.js";

const SALT = Buffer.alloc(16, 7).toString("base64url");
const NOBODY = { peer: "bob", lastSeq: 0 };

/** An entry of a newer server, and the bytes of its body that the server hashes. */
interface Written {
  readonly from?: string;
  readonly kind?: string;
  readonly target?: number;
  readonly hashed: Buffer;
  /** The rest of the entry, of which the hash of the body is part once it is removed. */
  readonly rest: (hash: string) => Partial<Entry> & { readonly [field: string]: unknown };
}

const text = (value: string) => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(Buffer.byteLength(value));
  return Buffer.concat([length, Buffer.from(value)]);
};
const number = (value: number) => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
};
const sha256 = (...parts: Buffer[]) =>
  createHash("sha256").update(Buffer.concat(parts)).digest();
const salted = (...parts: Buffer[]) => Buffer.concat([Buffer.alloc(16, 7), ...parts]);
const body = (fields: object) => () => ({ body: fields as never, salt: SALT });

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

/** The log of a newer server. */
class NewerLog {
  readonly entries: Entry[] = [];
  readonly #digests = [Buffer.alloc(32)];

  append({ from = "bob", kind, target, hashed, rest }: Written): void {
    const seq = this.entries.length + 1;
    const id = String(seq).padStart(32, "0");
    const clientMessageId = id.replace(/(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
    const bodyHash = sha256(hashed);
    const before = this.#digests.at(-1) as Buffer;
    const who = [text(kind ?? "message"), text(from), Buffer.from(id, "hex")];
    const tail = [number(1), number(target ?? 0), bodyHash];
    this.#digests.push(sha256(before, number(seq), ...who, ...tail));
    const said = { ...(kind && { kind }), ...(target && { target }) };
    const entry = { seq, from, clientMessageId, sentAt: 1, ...said };
    this.entries.push({ ...entry, ...rest(bodyHash.toString("base64url")) });
  }

  digest(seq = this.entries.length): string {
    return (this.#digests[seq] as Buffer).toString("base64url");
  }

  /** The frame of some entries. */
  frame(first: number, last: number): object {
    const messages = this.entries.slice(first - 1, last);
    return { type: "messages", peer: "bob", after: 0, messages, digest: this.digest(last) };
  }
}

async function digestOf(desk: Desk): Promise<string | undefined> {
  await desk.loop.pass(1_000);
  return (await desk.store.load()).conversations[0]?.digest;
}

/** Alice's client, online, and Bob's log in which he wrote "hi". */
async function begun(): Promise<{ desk: Desk; log: NewerLog }> {
  const desk = new Desk();
  await desk.online([NOBODY]);
  const log = new NewerLog();
  log.append(HI);
  desk.push(log.frame(1, 1));
  return { desk, log };
}

for (const [name, written] of Object.entries({ ...MESSAGES, ...OPERATIONS })) {
  test(`${name} breaks no chain, whether it comes alone or with others`, async () => {
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
  test(`${name} is not unread, not the last message, and shown as unknown`, async () => {
    const { desk, log } = await begun();
    log.append(written);
    desk.push(log.frame(2, 2));
    await settled();
    const { unread, lastMessage, held } = desk.client.conversation("bob").state;
    assert.deepEqual([unread, lastMessage?.seq, lastMessage?.preview, held], [1, 1, "hi", 2]);
    const { messages } = await desk.client.conversation("bob").page();
    assert.deepEqual(messages.map(contentOf), [{ type: "text", text: "hi" }, { type: "unknown" }]);
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

test("an app that is updated finds the whole body of an entry that it did not know", async () => {
  const { desk, log } = await begun();
  log.append(MESSAGES["an image"] as Written);
  desk.push(log.frame(2, 2));
  await settled();
  const { messages } = await desk.client.conversation("bob").page();
  assert.deepEqual(messages.at(-1)?.body, { type: "image", name: "cat.png" });
  assert.deepEqual(messages.map(contentOf).at(-1), { type: "unknown" });
});

test("older entries of other kinds are not unread either", async () => {
  const log = new NewerLog();
  for (const written of [HI, ...Object.values(OPERATIONS), HI]) {
    log.append(written);
  }
  const desk = new Desk();
  await desk.online([NOBODY]);
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

test("a true difference is reported once, not with each later frame", async () => {
  const { desk, log } = await begun();
  log.append(HI);
  desk.push({ ...log.frame(2, 2), digest: log.digest(1) });
  log.append(HI);
  await settled();
  assert.equal(desk.errors.map(({ code }) => code).join(), "digestMismatch");
  desk.push({ ...log.frame(3, 3), digest: sha256Of(log.digest(1), log) });
  await settled();
  assert.equal(desk.errors.length, 1);
});

/** The digest of the last entry of a log whose server has another digest before it. */
function sha256Of(before: string, log: NewerLog): string {
  const { seq, from, clientMessageId } = log.entries.at(-1) as Entry;
  return sha256(
    Buffer.from(before, "base64url"),
    number(seq),
    text("message"),
    text(from),
    Buffer.from(clientMessageId.replaceAll("-", ""), "hex"),
    number(1),
    number(0),
    sha256(HI.hashed),
  ).toString("base64url");
}
