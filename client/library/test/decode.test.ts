import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { digestAfter, EMPTY_LOG } from "../src/protocol/chain.js";
import { decode } from "../src/protocol/decode.js";
import type { Messages } from "../src/protocol/server-frames.js";
import { sha256 } from "../src/protocol/sha256.js";

const protocol = readFileSync(new URL("../../../../docs/protocol.md", import.meta.url), "utf8");

/** The examples of the protocol, without the comments of `jsonc`. */
function examples(part: string): unknown[] {
  return [...part.matchAll(/```jsonc?\n([\s\S]*?)```/g)].map(([, block = ""]) =>
    JSON.parse(block.replaceAll(/\/\/.*$/gm, "")),
  );
}

const [, serverToClient = ""] = protocol.split(/^## Server to client$/m);
const [serverFrames = ""] = serverToClient.split(/^## Error codes$/m);

test("every server frame in the protocol is decoded unchanged", () => {
  const frames = examples(serverFrames) as { type: string }[];
  assert.ok(frames.length >= 15);
  for (const frame of frames) {
    assert.deepEqual(decode(JSON.stringify(frame)), frame);
  }
});

test("the digests of the protocol's log match its test vectors", () => {
  const frames = (examples(serverFrames) as Messages[]).filter(frame => frame.type === "messages");
  const [log, , later, last] = frames as [Messages, Messages, Messages, Messages];
  const told = [...protocol.matchAll(/^\| (\d) \| `[\w-]{43}` \| `([\w-]{43})` \|$/gm)];
  assert.equal(told.length, 9);
  let digest: string | undefined = EMPTY_LOG;
  const all = [log, later, last].flatMap(({ messages }) => messages);
  for (const [index, entry] of all.entries()) {
    digest = digestAfter(digest as string, entry);
    assert.deepEqual([String(entry.seq), digest], told[index]?.slice(1));
  }
  assert.equal(digest, last.digest);
});

test("the digest of a removed entry uses its bodyHash", () => {
  const removed = examples(serverFrames).find(
    frame => (frame as Messages).messages?.[0]?.bodyHash,
  ) as Messages;
  const first = "4YQUKIAl8nY1g090zCwEsJGgcqbkC7lEr3qYpgOURsE";
  assert.equal(digestAfter(first, removed.messages[0] as never), removed.digest);
});

test("SHA-256 matches FIPS 180-4 for every length up to three blocks", async () => {
  for (let length = 0; length <= 192; length++) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 7 + length) & 0xff);
    const expected = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    assert.deepEqual(sha256(bytes), expected);
  }
});

test("a frame without a type is a gateway error", () => {
  const frame = '{"message":"Internal server error","connectionId":"Q","requestId":"R"}';
  assert.deepEqual(decode(frame), { type: "gatewayError", message: "Internal server error" });
});

test("unknown types are reported by name, and their fields are not checked", () => {
  assert.deepEqual(decode('{"type":"hologram","seq":"x"}'), { type: "unknown", name: "hologram" });
  assert.deepEqual(decode('{"type":"toString"}'), { type: "unknown", name: "toString" });
});

test("fields of a newer server are omitted, and null counts as absent", () => {
  const frame = '{"type":"cursor","peer":"bob","read":1,"mood":"good","requestId":null}';
  assert.deepEqual(decode(frame), { type: "cursor", peer: "bob", read: 1 });
});

test("a body keeps the fields of a newer server", () => {
  const entry = { seq: 1, from: "bob", clientMessageId: "m", sentAt: 1 };
  const body = { type: "image", text: null, width: 640, by: { name: "Bob" } };
  const frame = { type: "messages", peer: "bob", messages: [{ ...entry, body, mood: "good" }] };
  const { text: _, ...kept } = body;
  const messages = [{ ...entry, body: kept }];
  assert.deepEqual(decode(JSON.stringify(frame)), { type: "messages", peer: "bob", messages });
});

for (const [frame, reason] of [
  ["hello", "not JSON"],
  ["[]", "frame must be an object"],
  ["null", "frame must be an object"],
  ['{"type":7}', "type must be a string"],
  ['{"type":"cursor","read":1}', "peer must be a string"],
  ['{"type":"cursor","peer":"bob","read":1.5}', "read must be an integer from 0"],
  ['{"type":"cursor","peer":"bob","read":-1}', "read must be an integer from 0"],
  ['{"type":"cursor","peer":"bob","read":9007199254740993}', "read must be an integer from 0"],
  ['{"type":"messages","peer":"bob","messages":{}}', "messages must be a list"],
  ['{"type":"messages","peer":"bob","messages":[]}', "messages must be a list that is not empty"],
  [
    '{"type":"messages","peer":"bob","messages":[{"seq":0,"from":"bob","clientMessageId":"m","sentAt":1}]}',
    "messages[0].seq must be an integer from 1",
  ],
  [
    '{"type":"messages","peer":"bob","messages":[{"seq":1,"from":"bob","clientMessageId":"m","sentAt":1},{"seq":3,"from":"bob","clientMessageId":"n","sentAt":1}]}',
    "messages[1].seq must be one more than the one before",
  ],
  ['{"type":"typing","peer":"bob","state":"maybe"}', "state must be started or stopped"],
  ['{"type":"caughtUp","conversations":[],"more":1}', "more must be true or false"],
] as const) {
  test(`malformed: ${reason}: ${frame.slice(0, 40)}`, () => {
    assert.deepEqual(decode(frame), { type: "malformed", reason });
  });
}

test("data that is not text is malformed", () => {
  assert.deepEqual(decode(new ArrayBuffer(2)), {
    type: "malformed",
    reason: "frame must be a string",
  });
});
