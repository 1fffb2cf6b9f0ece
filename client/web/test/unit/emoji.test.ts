import assert from "node:assert/strict";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { TextStorage } from "../../src/common/storage.js";
import { isFewEmoji } from "../../src/emoji/few-emoji.js";
import { KeptEmoji, RECENT } from "../../src/emoji/kept-emoji.js";
import { moved } from "../../src/emoji/moves.js";
import { type EmojiTable, parse, search } from "../../src/emoji/table.js";
import { TONES, withTone } from "../../src/emoji/tones.js";
import { en } from "../../src/language/en.js";
import { LANGUAGES, type Language } from "../../src/language/language.js";

const { emojiTable } = await import(pathToFileURL("scripts/emoji.mjs").href);
const TABLES = new Map<Language, EmojiTable>(
  (Object.keys(LANGUAGES) as Language[]).map(tag => [tag, parse(emojiTable(tag))]),
);
/** The emoji sequences that Unicode recommends for all systems. */
const SETS: string = "v";
const RECOMMENDED = new RegExp("^\\p{RGI_Emoji}$", SETS);

function found(language: Language, text: string): string[] {
  return search(TABLES.get(language) as EmojiTable, text).map(({ sign }) => sign);
}

test("every emoji of a table is a recommended one, has a name, and occurs once", () => {
  for (const [language, table] of TABLES) {
    const all = table.flat();
    assert.ok(all.length > 1_700, `${language} has ${all.length}`);
    assert.equal(new Set(all.map(({ sign }) => sign)).size, all.length, language);
    assert.equal(table.length, en.emoji.groups.length, language);
    for (const { sign, name, words } of all) {
      assert.match(sign, RECOMMENDED);
      assert.match(name, /\S/u, sign);
      assert.ok(words.length > 0 || /[^\p{L}\p{N}]/u.test(name), sign);
    }
  }
});

test("an emoji with a skin tone is a recommended one, with the tone for all people in it", () => {
  const all =
    TABLES.get("en")
      ?.flat()
      .filter(({ hasTones }) => hasTones) ?? [];
  assert.ok(all.length > 250, String(all.length));
  for (const { sign } of all) {
    for (const tone of TONES) {
      assert.match(withTone(sign, tone), RECOMMENDED, `${sign} ${tone}`);
      assert.ok(withTone(sign, tone).includes(tone), sign);
    }
  }
  assert.equal(withTone("☝️", "🏽"), "☝🏽");
  assert.equal(withTone("🧑‍🤝‍🧑", "🏿"), "🧑🏿‍🤝‍🧑🏿");
});

test("emoji are found by words of a language, in any order and incomplete", () => {
  assert.ok(found("en", "smiling hea").includes("😍"));
  assert.ok(found("en", "HEART red").includes("❤️"));
  assert.ok(found("de", "Herz").includes("❤️"));
  assert.ok(found("de", "grüß").includes("👋") || found("de", "winken").includes("👋"));
  assert.ok(found("ar", "قلب").includes("❤️"));
  assert.ok(found("ar", "ألمانيا").includes("🇩🇪"), "without the marks of letters");
  assert.equal(found("de", "Öster")[0], "🇦🇹");
  assert.equal(found("en", "dog")[0], "🐶");
  assert.deepEqual(found("en", "no such thing"), []);
});

test("arrows move through stacked tables by rows and columns", () => {
  const sizes = [3, 20, 9];
  const to = (key: string, from: number) => moved(key, sizes, from, false);
  assert.deepEqual([to("ArrowRight", 0), to("ArrowLeft", 0), to("ArrowRight", 31)], [1, 0, 31]);
  assert.deepEqual([to("ArrowDown", 2), to("ArrowUp", 5)], [5, 2]);
  assert.equal(to("ArrowUp", 2), -1, "above the first row is the search");
  assert.equal(to("ArrowUp", 10), 2, "the row above ends before this column");
  assert.equal(to("ArrowDown", 17), 22, "the row below ends before this column");
  assert.equal(to("ArrowDown", 22), 26);
  assert.equal(to("ArrowUp", 26), 22);
  assert.deepEqual([to("ArrowDown", 31), to("Home", 9), to("End", 9)], [31, 0, 31]);
  assert.equal(to("Enter", 9), undefined);
  assert.equal(moved("ArrowLeft", sizes, 0, true), 1);
  for (let from = 0; from < 32; from++) {
    for (const key of ["ArrowUp", "ArrowDown"]) {
      const next = to(key, from) as number;
      assert.ok(next >= -1 && next < 32, `${key} from ${from} leads to ${next}`);
    }
  }
});

test("a user's skin tone and last emoji are stored, and deleted with the user's data", () => {
  const texts = new Map<string, string>();
  const storage = new TextStorage(
    () =>
      ({
        getItem: (key: string) => texts.get(key) ?? null,
        setItem: (key: string, value: string) => texts.set(key, value),
        removeItem: (key: string) => texts.delete(key),
      }) as unknown as Storage,
  );
  const alice = new KeptEmoji(storage, "alice");
  alice.tone = "🏾";
  for (const sign of ["👍", "🎉", "👍"]) {
    alice.used(sign);
  }
  const again = new KeptEmoji(storage, "alice");
  assert.equal(again.tone, "🏾");
  assert.deepEqual(again.recent, ["👍", "🎉"]);
  assert.deepEqual(new KeptEmoji(storage, "bob").recent, []);
  for (let count = 0; count < 2 * RECENT; count++) {
    again.used(String(count));
  }
  assert.equal(alice.recent.length, RECENT);
  alice.forget();
  assert.equal(texts.size, 0);
  storage.set("emoji:alice", '{"tone":"purple","recent":"👍"}');
  assert.deepEqual([alice.tone, alice.recent], ["", []]);
  storage.set("emoji:alice", "?");
  assert.deepEqual([alice.tone, alice.recent], ["", []]);
});

test("one to three emoji count as few, including joined and colored ones", () => {
  for (const text of ["👍", " 👍🏽 ", "👩‍👩‍👧‍👦🏴󠁧󠁢󠁳󠁣󠁴󠁿", "🇩🇪🇫🇷", "❤️❤️❤️", "1️⃣"]) {
    assert.equal(isFewEmoji(text), true, text);
  }
});

test("more emoji, and texts with other characters, do not count as few emoji", () => {
  for (const text of ["👍👍👍👍", "ok 👍", "1", "12", "©", "a", " ", "", "👍".repeat(500)]) {
    assert.equal(isFewEmoji(text), false, text);
  }
});
