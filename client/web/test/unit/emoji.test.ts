import assert from "node:assert/strict";
import { test } from "node:test";
import { EMOJI, isFewEmoji } from "../../src/conversation/emoji.js";

test("every emoji of the table is one emoji and occurs once", () => {
  for (const [sign, name] of EMOJI) {
    assert.ok(isFewEmoji(sign), name);
  }
  assert.equal(new Set(EMOJI.map(([sign]) => sign)).size, EMOJI.length);
  assert.equal(new Set(EMOJI.map(([, name]) => name)).size, EMOJI.length);
  assert.equal(EMOJI.length % 8, 0);
});

test("one to three emoji are few, including joined and colored ones", () => {
  for (const text of ["👍", " 👍🏽 ", "👩‍👩‍👧‍👦🏴󠁧󠁢󠁳󠁣󠁴󠁿", "🇩🇪🇫🇷", "❤️❤️❤️", "1️⃣"]) {
    assert.equal(isFewEmoji(text), true, text);
  }
});

test("more emoji, and texts with other characters, are not few emoji", () => {
  for (const text of ["👍👍👍👍", "ok 👍", "1", "12", "©", "a", " ", "", "👍".repeat(500)]) {
    assert.equal(isFewEmoji(text), false, text);
  }
});
