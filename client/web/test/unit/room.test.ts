import assert from "node:assert/strict";
import { test } from "node:test";
import { LIMITS } from "@serverlesschat/client";
import { roomAfter } from "../../src/conversation/room.js";

const FAMILY = "👩‍👩‍👧‍👦";
const FAMILY_BYTES = 25;

test("the number of characters left is shown only near the limit", () => {
  assert.deepEqual(roomAfter(""), { kind: "ample" });
  assert.deepEqual(roomAfter("x".repeat(LIMITS.textBytes - 101)), { kind: "ample" });
  for (const left of [100, 1, 0]) {
    const text = "x".repeat(LIMITS.textBytes - left);
    assert.deepEqual(roomAfter(text), { kind: "left", characters: left });
  }
});

test("the number of characters left assumes characters as long as the last ones", () => {
  const arabic = "م".repeat(2_000);
  assert.deepEqual(roomAfter(arabic), { kind: "left", characters: 48 });
  const families = FAMILY.repeat(120);
  const left = Math.floor((LIMITS.textBytes - 120 * FAMILY_BYTES) / FAMILY_BYTES);
  assert.deepEqual(roomAfter(families), { kind: "left", characters: left });
});

test("characters over the limit are counted as graphemes", () => {
  assert.deepEqual(roomAfter("x".repeat(LIMITS.textBytes + 3)), { kind: "over", characters: 3 });
  const text = "x".repeat(LIMITS.textBytes) + FAMILY.repeat(2);
  assert.deepEqual(roomAfter(text), { kind: "over", characters: 2 });
  const pasted = "x".repeat(1_000_000);
  assert.deepEqual(roomAfter(pasted), { kind: "over", characters: 1_000_000 - LIMITS.textBytes });
});
