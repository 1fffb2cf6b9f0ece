import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { inline, json, lines, nameOf } from "../src/text.js";

const HARMLESS = [
  "Grüß dich 👋",
  "❤️‍🔥 👩‍👩‍👧 1️⃣ 🇩🇪",
  "می\u200cخواهم",
  "שלום, 世界",
  "e\u0301", // A letter with a mark.
];

/** Invisible characters and terminal controls, with the text shown instead. */
const HARMFUL = [
  ["\u001b[31mred\u001b[0m", "�[31mred�[0m"],
  ["\u001b]0;title\u0007", "�]0;title�"],
  ["\u009b2J", "�2J"],
  ["a\u0000b\u007fc", "a�b�c"],
  ["a\tb", "a b"],
  ["a\rb\nc\r\nd\u0085e\u2028f\u2029g\u000bh\u000ci", "a⏎b⏎c⏎d⏎e⏎f⏎g⏎h⏎i"],
  ["\u202egnp.exe\u202c \u2066x\u2069 \u200ey\u200f \u061cz", "gnp.exe x y z"],
  ["b\u200bo\u2060b\ufeff\u00ad", "bob"],
  ["a\u200db\u200cc", "abc"],
  ["世\u200d\u200d\u200d界", "世\u200d界"],
  ["\u3164\u115f\uffa0", ""],
  ["a\u{e0041}\u{e0042}", "a"],
  ["\ud800x", "�x"],
  [`e${"\u0301".repeat(40)}`, `e${"\u0301".repeat(6)}`],
] as const;

test("text of all scripts and emoji is shown unchanged", () => {
  for (const text of HARMLESS) {
    assert.equal(inline(text), text);
    assert.equal(JSON.parse(json(text)), text);
  }
});

test("terminal controls and invisible characters are made visible or removed", () => {
  for (const [text, safe] of HARMFUL) {
    assert.equal(inline(text), safe, JSON.stringify(text));
  }
});

test("making safe text safe again does not change it", () => {
  for (const [, safe] of HARMFUL) {
    assert.equal(inline(safe), safe);
  }
});

test("JSON keeps the whole text without control characters", () => {
  for (const [text] of HARMFUL.slice(0, -2)) {
    assert.equal(JSON.parse(json(text)), text);
    assert.equal(inline(json(text)), json(text));
  }
});

test("a text of several lines has no consecutive empty lines", () => {
  assert.deepEqual(lines("a\n\n\n \u200b\n\nb\nc"), ["a", "", "b", "c"]);
});

test("a user id with spaces is shown in quotes", () => {
  assert.equal(nameOf("bob"), "bob");
  assert.equal(nameOf("bob (3 unread): hi"), '"bob (3 unread): hi"');
});

test("only the output and the prompt write to the terminal", () => {
  const folder = fileURLToPath(new URL("../../src/", import.meta.url));
  const writers = readdirSync(folder).filter(name =>
    /console\.|stdout\.write|stderr\.write|\.write\(/.test(readFileSync(folder + name, "utf8")),
  );
  assert.deepEqual(writers.sort(), ["output.ts", "prompt.ts"]);
});
