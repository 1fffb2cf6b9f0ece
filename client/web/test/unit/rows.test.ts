import assert from "node:assert/strict";
import { test } from "node:test";
import { settingsOf } from "../../src/conversation/rows.js";

const NOON = new Date(2026, 2, 4, 12).getTime();
const DAY_MS = 86_400_000;

/** The grouping of each message, as letters: d starts a day, n is new, j joins, e ends. */
function words(settings: ReturnType<typeof settingsOf>): string[] {
  return settings.map(({ startsDay, isNew, joins, ends }) =>
    [startsDay && "d", isNew && "n", joins && "j", ends && "e"].filter(Boolean).join(""),
  );
}

test("consecutive messages of one user are a group, ended by the last one", () => {
  const messages = [true, true, true, false, true].map((mine, index) => ({
    mine,
    at: NOON + index,
    seq: index + 1,
  }));
  assert.deepEqual(words(settingsOf(messages, undefined)), ["d", "j", "je", "e", "e"]);
});

test("a new day and the line before unread messages end a group", () => {
  const messages = [NOON, NOON + 1, NOON + 2, NOON + DAY_MS, NOON + DAY_MS + 1].map(
    (at, index) => ({
      mine: false,
      at,
      seq: index + 1,
    }),
  );
  assert.deepEqual(words(settingsOf(messages, 2)), ["de", "n", "je", "d", "je"]);
});

test("a message without a place in the log joins those before it", () => {
  const messages = [
    { mine: true, at: NOON, seq: 7 },
    { mine: true, at: NOON + 1 },
  ];
  assert.deepEqual(words(settingsOf(messages, undefined)), ["d", "je"]);
  assert.deepEqual(settingsOf([], undefined), []);
});
