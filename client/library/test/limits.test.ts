import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { ErrorCode } from "../src/errors.js";
import { PROTOCOL_ERRORS } from "../src/protocol/errors.js";
import { LIMITS, SEARCH_LIMITS } from "../src/protocol/limits.js";
import { isUserId, textError } from "../src/protocol/text.js";

const read = (path: string) =>
  readFileSync(new URL(`../../../../docs/${path}`, import.meta.url), "utf8");
const protocol = read("protocol.md");

/** The number in the first match of a pattern in the protocol. */
function number(pattern: RegExp): number {
  const found = pattern.exec(protocol)?.[1];
  assert.ok(found, `The protocol has no ${pattern}`);
  return Number(found.replaceAll(",", ""));
}

test("every limit matches the protocol", () => {
  const row = (name: string) => number(new RegExp(`^\\| ${name}[^|]*\\| ([\\d,]+)`, "m"));
  assert.deepEqual(LIMITS, {
    frameBytes: row("frame"),
    textBytes: row("text of a message"),
    requestIdLength: row("`requestId`"),
    acks: row("`acks` in a frame"),
    cursors: row("`cursors` in a frame"),
    seqs: row("`seqs` in a `hide`"),
    page: row("`limit` of a page"),
    pageDefault: number(/^\| `limit` of a page[^|]*\| .* (\d+) \|$/m),
    userIdLength: row("user id"),
    deviceIdLength: row("`deviceId`"),
    profiles: row("users in a `profile`"),
    presences: number(/Each list has at most (\d+) users/),
    nameLength: row("name"),
    previewBytes: number(/"preview": .*at most (\d+) bytes/),
  });
  assert.deepEqual(SEARCH_LIMITS, {
    queryLength: row("`query` of a search"),
    page: row("`limit` of a search"),
    pageDefault: number(/^\| `limit` of a search[^|]*\| .* (\d+) \|$/m),
    snippetBytes: number(/`snippet` is the text .*at most (\d+) bytes/),
  });
});

test("every error code of the protocol is known, with the same value of retryable", () => {
  const table = protocol.split(/^## Error codes$/m)[1]?.split(/^## /m)[0] ?? "";
  const rows = [...table.matchAll(/^\| `(\w+)` \| (true|false) \|/gm)];
  assert.deepEqual(
    PROTOCOL_ERRORS,
    Object.fromEntries(
      rows.map(([, code, retryable]) => [code, { retryable: retryable === "true" }]),
    ),
  );
});

test("docs/client.md documents every error code of the library", () => {
  const codes: Record<Exclude<ErrorCode, keyof typeof PROTOCOL_ERRORS>, true> = {
    closed: true,
    connectFailed: true,
    digestMismatch: true,
    emptyText: true,
    foreignStore: true,
    invalidText: true,
    invalidToken: true,
    noWebSocket: true,
    notSupported: true,
    offline: true,
    storageFailed: true,
    storageFull: true,
    storageOutdated: true,
    storageUnavailable: true,
    storeDamaged: true,
    storeInUse: true,
    superseded: true,
    tokenFailed: true,
    unknownError: true,
  };
  const table =
    read("client.md")
      .split(/^## Errors$/m)[1]
      ?.split(/^## /m)[0] ?? "";
  const documented = [...table.matchAll(/^\| `(\w+)` \|/gm)].map(([, code]) => code);
  assert.deepEqual(documented, [...Object.keys(codes), "malformedFrame"].sort());
});

test("textError returns the code for texts that are blank, too long or not Unicode", () => {
  for (const empty of [
    "",
    " \n\t",
    "\u00a0",
    "\u200b",
    "\u3164",
    "\u2800",
    "\u202e\u2066",
    "\ufeff",
  ]) {
    assert.equal(textError(empty), "emptyText", JSON.stringify(empty));
  }
  for (const good of ["a", " hi ", "👋", "👨‍👩‍👧", "e\u0301", "x".repeat(4096), "é".repeat(2048)]) {
    assert.equal(textError(good), undefined, good.slice(0, 10));
  }
  assert.equal(textError("x".repeat(4097)), "tooLarge");
  assert.equal(textError(`${"é".repeat(2048)}x`), "tooLarge");
  assert.equal(textError("\ud83d"), "invalidText");
});

test("a user id has 1 to 128 printable ASCII characters", () => {
  assert.deepEqual(
    ["alice", "a b", "~", "x".repeat(128), "", "x".repeat(129), "é", "a\n"].map(isUserId),
    [true, true, true, true, false, false, false, false],
  );
});
