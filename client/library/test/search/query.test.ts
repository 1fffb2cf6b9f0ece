import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { folded } from "../../src/search/fold.js";
import { Query, queryError } from "../../src/search/query.js";

interface Vectors {
  readonly folds: readonly (readonly [text: string, folded: string])[];
  readonly matches: readonly {
    readonly text: string;
    readonly query: string;
    readonly matches: readonly (readonly [number, number])[];
  }[];
}

/** The vectors, which the server's own test reads too. */
const vectors: Vectors = JSON.parse(
  readFileSync(
    new URL("../../../../../shared/src/test/resources/search-vectors.json", import.meta.url),
    "utf8",
  ),
);

const LONG = 10_000;
/** Characters that may affect other characters. */
const SPECIAL = /[\p{M}\p{Lm}\p{Sk}]/u;

test("texts are folded as on the server", () => {
  for (const [text, expected] of vectors.folds) {
    assert.equal(folded(text), expected, JSON.stringify(text));
  }
});

test("matches have the same places in the original text as on the server", () => {
  for (const { text, query, matches } of vectors.matches) {
    assert.deepEqual(new Query(query).matches(text), matches, `${query} in ${text}`);
  }
});

test("a text folds like its pieces, which are a character with its marks", () => {
  const pieces = (text: string) => text.match(/\p{M}+|\P{M}\p{M}*/gu) ?? [];
  for (let code = 0; code < 0x110000; code++) {
    const character = String.fromCodePoint(code);
    if (folded(character) === character && !SPECIAL.test(character)) {
      continue;
    }
    for (const text of [`a${character}Σ`, `Σ${character} b`]) {
      const apart = pieces(text).map(folded).join("").replaceAll(/ +/g, " ");
      assert.equal(folded(text), apart, `U+${code.toString(16)}`);
    }
  }
});

test("the places of words are found without all of them, too", () => {
  const query = new Query("tea milk");
  assert.deepEqual(query.matches("tea, no sugar"), []);
  assert.deepEqual(query.places("tea, no sugar"), [[0, 3]]);
});

test("queries that cannot be searched have a code", () => {
  for (const empty of ["", "  \n", "\u0301\u0308", "'", "\u200b\u202e", "´"]) {
    assert.equal(queryError(empty), "emptyText", JSON.stringify(empty));
    assert.deepEqual(new Query(empty).matches("any text"), []);
  }
  for (const good of ["a", "上", "\0", ".*(?<!", "x".repeat(64), "👍".repeat(64), "ﷺ"]) {
    assert.equal(queryError(good), undefined, JSON.stringify(good));
  }
  assert.equal(queryError("x".repeat(65)), "tooLarge");
  assert.equal(queryError("ß".repeat(33)), "tooLarge");
  assert.equal(queryError("x".repeat(LONG)), "tooLarge");
  assert.equal(queryError("a\ud83d"), "invalidText");
});

test("hostile texts and words are matched literally", () => {
  const texts = [
    "\ud83d lone \udc4d",
    "a\u0301".repeat(LONG / 2),
    "\u0301".repeat(LONG),
    "(a+)+$ [^\\] ".repeat(LONG / 12),
    " ".repeat(LONG),
    "\u0000\u001f\u007f",
    "x".repeat(LONG),
    "\ufdfa".repeat(LONG / 18),
  ];
  const queries = [".*", "(a+)+$", "[^\\]", "lone", "\ud83d", "a", "x", "\u0000", "صلى", "$&"];
  for (const text of texts) {
    for (const query of queries) {
      let last = -1;
      for (const [start, end] of new Query(query).matches(text)) {
        assert.ok(start > last && start < end && end <= text.length);
        last = end;
      }
    }
  }
  assert.deepEqual(new Query("lone").matches("\ud83d lone \udc4d"), [[2, 6]]);
  assert.deepEqual(new Query("x").matches("x".repeat(LONG)), [[0, LONG]]);
  assert.deepEqual(new Query(".").matches("abc"), []);
});
