import assert from "node:assert/strict";
import { test } from "node:test";
import { ComposerText } from "../../src/common/composer-text.js";

function typed(field: string): ComposerText {
  const text = new ComposerText("", () => {});
  text.typed(field);
  return text;
}

test("a sent text stays in the field until it is saved", () => {
  const text = typed("hello");
  assert.equal(text.send(), "hello");
  assert.deepEqual([text.field, text.unsent, text.saving], ["hello", "", ["hello"]]);
  text.saved("hello");
  assert.deepEqual([text.field, text.unsent, text.saving], ["", "", []]);
});

test("a text that could not be saved stays in the field and can be sent again", () => {
  const text = typed("hello");
  text.send();
  text.failed("hello");
  assert.deepEqual([text.field, text.unsent, text.saving], ["hello", "hello", []]);
});

test("text typed after a text that is being saved is the next message", () => {
  const text = typed("one");
  text.send();
  text.typed("onetwo", "o");
  assert.equal(text.send(), "two");
  text.typed("onetwothree", "e");
  text.saved("one");
  assert.equal(text.field, "twothree");
  text.saved("two");
  assert.deepEqual([text.field, text.unsent], ["three", "three"]);
});

test("a text that replaces the field is the next message, even if it is the same text", () => {
  for (const next of ["two", "one", "one more"]) {
    const text = typed("one");
    text.send();
    text.typed(next, next);
    assert.deepEqual([text.field, text.unsent, text.saving], [next, next, ["one"]]);
    text.saved("one");
    assert.equal(text.field, next);
  }
});

test("a replaced text that could not be saved comes back before the next one", () => {
  const text = typed("one");
  text.send();
  text.typed("two", "two");
  text.failed("one");
  assert.equal(text.field, "one\ntwo");
});

test("only those texts stay that could not be saved", () => {
  const text = typed("one");
  text.send();
  text.typed("onetwo", "o");
  text.send();
  text.failed("one");
  assert.deepEqual([text.field, text.unsent], ["twoone", "one"]);
  text.saved("two");
  assert.equal(text.field, "one");
});
