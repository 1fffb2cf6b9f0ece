import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { isBlank, isUserId, nameOf, phoneNumberOf } from "../src/text.js";

interface Vectors {
  readonly blank: readonly string[];
  readonly visible: readonly string[];
  readonly names: readonly { readonly written: string; readonly name?: string }[];
  readonly phoneNumbers: readonly { readonly written: string; readonly number?: string }[];
  readonly userIds: { readonly valid: readonly string[]; readonly invalid: readonly string[] };
}

/** The vectors, which the server's own test reads too. */
const vectors: Vectors = JSON.parse(
  readFileSync(
    new URL("../../../../shared/src/test/resources/text-vectors.json", import.meta.url),
    "utf8",
  ),
);

/** Escapes invisible characters. */
const escaped = (text: string) =>
  JSON.stringify(text.replace(/[^ -~]/gu, c => `<${c.codePointAt(0)?.toString(16)}>`));

test("a text without visible characters is distinguished from a visible one", () => {
  for (const text of vectors.blank) {
    assert.equal(isBlank(text), true, escaped(text));
  }
  for (const text of vectors.visible) {
    assert.equal(isBlank(text), false, escaped(text));
  }
});

test("a name has a visible character and is trimmed", () => {
  for (const { written, name } of vectors.names) {
    assert.equal(nameOf(written), name, escaped(written));
  }
});

test("common spellings of phone numbers are accepted, ambiguous ones are not", () => {
  for (const { written, number } of vectors.phoneNumbers) {
    assert.equal(phoneNumberOf(written), number, escaped(written));
  }
});

test("a user id is printable ASCII, including spaces", () => {
  for (const id of vectors.userIds.valid) {
    assert.equal(isUserId(id), true, escaped(id));
  }
  for (const id of vectors.userIds.invalid) {
    assert.equal(isUserId(id), false, escaped(id));
  }
});
