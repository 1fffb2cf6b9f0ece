import assert from "node:assert/strict";
import { test } from "node:test";
import { type KeyPress, sends } from "../../src/conversation/enter.js";

const ENTER: KeyPress = {
  key: "Enter",
  keyCode: 13,
  isComposing: false,
  shiftKey: false,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  timeStamp: 10_000,
};

test("Enter sends, but begins a new line on a touch screen", () => {
  assert.equal(sends(ENTER, false, -Infinity), true);
  assert.equal(sends(ENTER, true, -Infinity), false);
});

test("Shift and Enter begins a new line, Control or Command and Enter sends", () => {
  for (const hasTouch of [true, false]) {
    assert.equal(sends({ ...ENTER, shiftKey: true }, hasTouch, -Infinity), false);
    assert.equal(sends({ ...ENTER, ctrlKey: true }, hasTouch, -Infinity), true);
    assert.equal(sends({ ...ENTER, metaKey: true }, hasTouch, -Infinity), true);
  }
});

test("an Enter that confirms a word of an input method does not send", () => {
  assert.equal(sends({ ...ENTER, isComposing: true }, false, -Infinity), false);
  assert.equal(sends({ ...ENTER, keyCode: 229 }, false, -Infinity), false);
  assert.equal(sends(ENTER, false, ENTER.timeStamp - 2), false);
});

test("the Enter after a word of an input method sends", () => {
  assert.equal(sends(ENTER, false, ENTER.timeStamp - 500), true);
});

test("no other key sends", () => {
  assert.equal(sends({ ...ENTER, key: "a" }, false, -Infinity), false);
});
