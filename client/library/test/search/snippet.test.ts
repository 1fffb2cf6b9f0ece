import assert from "node:assert/strict";
import { test } from "node:test";
import { SEARCH_LIMITS } from "../../src/protocol/limits.js";
import { bytesOf } from "../../src/protocol/text.js";
import { Query } from "../../src/search/query.js";
import { snippetOf } from "../../src/search/snippet.js";

const found = (text: string, query: string) => snippetOf(text, new Query(query).matches(text));

test("a short text is its own snippet", () => {
  assert.deepEqual(found("我家在上海东边", "上海"), {
    snippet: "我家在上海东边",
    matches: [[3, 5]],
  });
});

test("a snippet of a long text is around the first match, and shows where it was cut", () => {
  for (const filler of ["x", "é", "上", "👍🏽"]) {
    for (const before of [0, 1, 30, 400]) {
      const text = `${filler.repeat(before)}needle${filler.repeat(500)}needle`;
      const { snippet, matches } = found(text, "needle");
      assert.ok(bytesOf(snippet) <= SEARCH_LIMITS.snippetBytes);
      assert.ok(bytesOf(snippet) > SEARCH_LIMITS.snippetBytes - 9);
      assert.deepEqual(
        matches.map(([start, end]) => snippet.slice(start, end)),
        ["needle"],
      );
      assert.equal(snippet.startsWith("…"), before >= 30);
      assert.ok(snippet.endsWith("…"));
      assert.ok(!/\p{Surrogate}/u.test(snippet));
    }
  }
});

test("a match that is longer than a snippet is cut", () => {
  const { snippet, matches } = found("x".repeat(1000), "x");
  assert.equal(bytesOf(snippet), SEARCH_LIMITS.snippetBytes);
  assert.deepEqual(matches, [[0, snippet.length - 1]]);
});

test("a text that ends after the match has no sign at its end", () => {
  const { snippet, matches } = found(`${"x ".repeat(400)}needle`, "needle");
  assert.ok(snippet.startsWith("…") && snippet.endsWith("needle"));
  assert.deepEqual(
    matches.map(([start, end]) => snippet.slice(start, end)),
    ["needle"],
  );
});
