import assert from "node:assert/strict";
import { test } from "node:test";
import type { ErrorCode } from "@serverlesschat/client";
import type { Finder } from "@serverlesschat/client/search";
import { excerptOf } from "../../src/search/excerpt.js";
import { canGoOn, statusOf } from "../../src/search/search-status.js";

/** A finder in a state. */
function finder(count: number, error?: ErrorCode, isComplete = error === undefined): Finder {
  return { hits: Array(count), error, isComplete, isSearching: false } as unknown as Finder;
}

test("the status of a search says how many messages were found, and why not all were searched", () => {
  for (const [state, status, goesOn] of [
    [finder(1), "1 message found.", false],
    [finder(20, undefined, false), "20 messages found so far.", true],
    [finder(0), "No messages found.", false],
    [
      finder(1, "offline"),
      "1 message found so far. You are offline: only the messages on this device were searched.",
      false,
    ],
    [finder(0, "rateLimited"), "Too many searches. Try again later.", true],
  ] as const) {
    assert.equal(statusOf("tea", state), status);
    assert.equal(canGoOn(state), goesOn, status);
  }
  assert.equal(canGoOn(finder(0, "notSupported")), false);
});

test("texts that cannot be searched have a status of their own", () => {
  assert.equal(statusOf("\u0301", undefined), "");
  assert.equal(statusOf("x".repeat(10_000), undefined), "Search for at most 64 characters.");
  assert.equal(statusOf("\ud83d", undefined), "No messages found.");
  assert.equal(statusOf("tea", undefined), "Searching …");
});

test("an excerpt has no marks of formats, and begins near the first match", () => {
  assert.deepEqual(excerptOf("*Tea* or _coffee_", "coffee tea"), {
    text: "Tea or coffee",
    matches: [
      [0, 3],
      [7, 13],
    ],
  });
  assert.equal(excerptOf("*tea*", "*").text, "*tea*");
  const { text, matches } = excerptOf(`${"👍 ".repeat(40)}tea`, "tea");
  assert.equal(text, `…${"👍 ".repeat(14)}tea`);
  assert.equal(excerptOf(`${"上".repeat(40)}茶`, "茶").text, `…${"上".repeat(30)}茶`);
  assert.deepEqual(
    matches.map(([start, end]) => text.slice(start, end)),
    ["tea"],
  );
});
