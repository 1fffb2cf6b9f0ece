import assert from "node:assert/strict";
import { test } from "node:test";
import { fold } from "../../src/common/fold.js";
import { approximateGraphemes, firstGraphemes, graphemes } from "../../src/common/graphemes.js";
import { phoneNumberOf } from "../../src/common/phone-number.js";
import { previewOf } from "../../src/common/preview.js";
import { textOf } from "../../src/common/texts.js";
import { errors as TEXTS } from "../../src/language/en-errors.js";

const FAMILY = "👩‍👩‍👧‍👦";
const FLAG = "🇩🇪";
const STACKED = `e${"\u0301".repeat(20)}`;

test("a search ignores accents, case, width, apostrophes and invisible characters", () => {
  for (const [name, search] of [
    ["José", "jose"],
    ["Jose\u0301", "JOSÉ"],
    ["Ｊｏｓｅ", "jose"],
    ["O’Brien", "o'brien"],
    ["O'Brien", "obrien"],
    ["Straße", "STRASSE"],
    ["Łukasz Ørsted", "lukasz orsted"],
    ["İpek", "ipek"],
    ["Ipek", "ıpek"],
    ["ΟΔΟΣ", "οδος"],
    ["Æsir", "aesir"],
    ["Bob\u200b\u2060 \u00a0Builder", "bob builder"],
    ["ﬁn", "fin"],
    ["ﾃｽﾄ", "テスト"],
  ] as const) {
    assert.equal(fold(name), fold(search), name);
  }
  assert.notEqual(fold("bob"), fold("bop"));
});

test("graphemes are never split, with and without Intl.Segmenter", () => {
  const parts = ["a", FAMILY, FLAG, FLAG, STACKED, "👍🏽", "1️⃣", "नि", "\n", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "각"];
  assert.deepEqual([...graphemes(parts.join(""))], parts);
  assert.deepEqual([...approximateGraphemes(parts.join(""))], parts);
  assert.deepEqual(firstGraphemes(`${FAMILY}${FLAG}b`, 2), [FAMILY, FLAG]);
  assert.deepEqual(firstGraphemes("", 2), []);
});

test("a preview never ends within a grapheme", () => {
  assert.equal(previewOf("short"), "short");
  assert.equal(previewOf("x".repeat(101)), `${"x".repeat(100)}…`);
  assert.equal(previewOf(FAMILY.repeat(101)), `${FAMILY.repeat(100)}…`);
  // The server cuts at 160 bytes: here after the woman and the joiner of the last family.
  const cut = `${FAMILY.repeat(6)}👩\u200d`;
  assert.equal(previewOf(cut), `${FAMILY.repeat(6)}…`);
});

test("a preview has no format marks, except those whose pair is cut off", () => {
  assert.equal(
    previewOf("*now* or _never_, `x_y` in snake_case"),
    "now or never, x_y in snake_case",
  );
  // The server cuts the closing mark of a long text.
  assert.equal(previewOf(`*${"x".repeat(159)}`), `*${"x".repeat(99)}…`);
});

test("common spellings of phone numbers are recognized", () => {
  const number = { kind: "number", number: "+4915198765432" } as const;
  for (const text of [
    "+49 151 98765432",
    "0049 151/98765432",
    "\u2068+49 151 98765432\u2069",
    "＋４９ １５１ ９８７６５４３２",
    "+49 (151) 98765-432",
    "+49.151.98765432",
    "+49\u00a0151\u202f98765432",
    "+49 151 9876‑5432",
  ]) {
    assert.deepEqual(phoneNumberOf(text), number, text);
  }
});

test("a phone number that could mean two numbers is not searched", () => {
  assert.deepEqual(phoneNumberOf("+49 (0) 151 98765432"), { kind: "ambiguous" });
});

test("other texts are not phone numbers", () => {
  for (const text of ["bob", "0151 98765432", "+49", "+49 151 98765432 x", "", "2026-11-28"]) {
    assert.deepEqual(phoneNumberOf(text), { kind: "none" }, text);
  }
});

test("every error has a text for the user, without a type or a code", () => {
  for (const text of Object.values(TEXTS)) {
    assert.match(text, /^[A-Z].*\.$/);
    assert.doesNotMatch(text, /Error|callback|frame|IDB|null|undefined|\b[a-z]+[A-Z]/, text);
  }
  assert.equal(textOf(new TypeError("x is not a function")), TEXTS.unknownError);
  assert.equal(textOf(undefined), TEXTS.unknownError);
  assert.equal(textOf({ code: "fromANewerServer", message: "zzz" }), TEXTS.unknownError);
  assert.equal(textOf({ code: "offline" }, { offline: "Later." }), "Later.");
});
