import assert from "node:assert/strict";
import { test } from "node:test";
import { type PressedKey, shortcutOf } from "../../src/chat/keyboard.js";
import { next } from "../../src/list/arrows.js";

const NOTHING = {
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  isComposing: false,
  defaultPrevented: false,
};
const PAGE = { isField: false, isCovered: false };
const FIELD = { isField: true, isCovered: false };

function press(key: string, changed: Partial<PressedKey> = {}): PressedKey {
  return { ...NOTHING, key, ...changed };
}

test("Ctrl-K or Command-K opens the search, also from a field", () => {
  assert.equal(shortcutOf(press("k", { ctrlKey: true }), FIELD), "search");
  assert.equal(shortcutOf(press("K", { metaKey: true }), PAGE), "search");
  assert.equal(shortcutOf(press("k", { ctrlKey: true, shiftKey: true }), PAGE), undefined);
});

test("Ctrl-F or Command-F opens the search in the conversation, also from a field", () => {
  assert.equal(shortcutOf(press("f", { ctrlKey: true }), FIELD), "find");
  assert.equal(shortcutOf(press("F", { metaKey: true }), PAGE), "find");
  assert.equal(shortcutOf(press("f", { ctrlKey: true, metaKey: true }), PAGE), undefined);
  assert.equal(shortcutOf(press("f", { ctrlKey: true }), { ...PAGE, isCovered: true }), undefined);
});

test("Escape closes the conversation, except in dialogs, menus and input methods", () => {
  assert.equal(shortcutOf(press("Escape"), FIELD), "leave");
  assert.equal(shortcutOf(press("Escape"), { ...PAGE, isCovered: true }), undefined);
  assert.equal(shortcutOf(press("Escape", { isComposing: true }), FIELD), undefined);
  assert.equal(shortcutOf(press("Escape", { defaultPrevented: true }), FIELD), undefined);
});

test("a letter of any script typed outside a field goes to the composer", () => {
  for (const key of ["a", "?", "ش", "字", "😀"]) {
    assert.equal(shortcutOf(press(key), PAGE), "write", key);
    assert.equal(shortcutOf(press(key), FIELD), undefined, key);
  }
  assert.equal(shortcutOf(press("@", { ctrlKey: true, altKey: true }), PAGE), "write");
});

test("other keys keep their meaning", () => {
  for (const key of [" ", "Enter", "Tab", "ArrowUp", "F5", "Dead", "Process"]) {
    assert.equal(shortcutOf(press(key), PAGE), undefined, key);
  }
  assert.equal(shortcutOf(press("c", { ctrlKey: true }), PAGE), undefined);
  assert.equal(shortcutOf(press("r", { metaKey: true }), PAGE), undefined);
});

test("arrows move from the search field through the results and back", () => {
  const results = ["first", "second"];
  assert.equal(next("ArrowDown", "field", results, "field"), "first");
  assert.equal(next("ArrowDown", "field", results, "first"), "second");
  assert.equal(next("ArrowDown", "field", results, "second"), undefined);
  assert.equal(next("ArrowUp", "field", results, "first"), "field");
  assert.equal(next("ArrowUp", "field", results, "field"), undefined);
  assert.equal(next("Enter", "field", results, "field"), undefined);
  assert.equal(next("ArrowDown", "field", results, "elsewhere"), undefined);
});
