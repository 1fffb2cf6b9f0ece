import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { dayText, timeText } from "../../src/common/times.js";
import {
  LANGUAGES,
  type Language,
  languageFor,
  locale,
  localeFor,
  onLanguage,
  speak,
  t,
} from "../../src/language/language.js";
import { type Forms, pluralOf } from "../../src/language/plural.js";

const ALL = Object.keys(LANGUAGES) as Language[];
const ISOLATES = /[\u2066-\u2069]/gu;

afterEach(() => speak("en", []));

/** The texts in a value of a string table, with their paths. */
function* textsIn(value: unknown, path: string): Generator<[path: string, text: string]> {
  if (typeof value === "string") {
    yield [path, value];
  } else if (typeof value === "function") {
    for (const given of [0, 1, 2, 3, 11, 100, 1.5]) {
      const made = value(given, given, given) as string | readonly unknown[];
      yield [path, typeof made === "string" ? made : made.join("")];
    }
  } else {
    for (const [name, part] of Object.entries(value as object)) {
      yield* textsIn(part, `${path}.${name}`);
    }
  }
}

test("the page uses the first of the user's languages that it supports", () => {
  assert.equal(languageFor(["fr-FR", "de-AT", "en"]), "de");
  assert.equal(languageFor(["AR-eg"]), "ar");
  assert.equal(languageFor(["fr", "constructor"]), "en");
  assert.equal(languageFor([]), "en");
});

test("dates have the format of the user's own variant of the language", async () => {
  assert.equal(localeFor("en", ["de", "en-GB", "en-US"]), "en-GB");
  assert.equal(localeFor("ar", ["de"]), "ar");
  const evening = new Date(2026, 2, 4, 21, 5).getTime();
  const later = new Date(2026, 5, 1).getTime();
  await speak("en", ["en-US"]);
  assert.match(timeText(evening), /^09:05\sPM$/u);
  await speak("de", ["en-US"]);
  assert.equal(timeText(evening), "21:05");
  assert.equal(dayText(evening, later), "4. März 2026");
  assert.equal(dayText(evening, evening), "heute");
});

test("a change of the language is reported, and changes the texts", async () => {
  const heard: string[] = [];
  const off = onLanguage(() => heard.push(`${locale()} ${t.settings.title}`));
  await speak("de", ["de-CH"]);
  off();
  await speak("ar", []);
  assert.deepEqual(heard, ["de-CH Einstellungen"]);
  assert.equal(t.settings.title, "الإعدادات");
});

test("a number chooses the plural form of each language", async () => {
  assert.equal(t.connection.pending(1), "1 message pending");
  assert.equal(t.connection.pending(1_234), "1,234 messages pending");
  await speak("de", []);
  assert.equal(t.connection.pending(1_234), "1.234 Nachrichten warten");
  await speak("ar", []);
  assert.equal(t.connection.pending(1), "رسالة واحدة معلّقة");
  assert.equal(t.connection.pending(2), "رسالتان معلّقتان");
  assert.match(t.connection.pending(3), /رسائل معلّقة$/);
  assert.match(t.connection.pending(11), /رسالة معلّقة$/);
  const forms = { zero: "0", one: "1", two: "2", few: "few", many: "many", other: "other" };
  assert.equal(pluralOf<Forms>("ar")(103, forms), "few");
});

test("no language has an empty text, an unfilled placeholder or an unclosed isolate", async () => {
  for (const language of ALL) {
    await speak(language, []);
    for (const [path, text] of textsIn(t, language)) {
      assert.match(text, /\S/u, path);
      assert.doesNotMatch(text, /#|undefined|\[object/u, path);
      const marks = text.match(ISOLATES) ?? [];
      assert.equal(marks.filter(mark => mark === "\u2069").length * 2, marks.length, path);
    }
  }
});

test("every text of another language is translated", async () => {
  const same = new Set([
    "actions.details",
    "app.name",
    "connection.offline",
    "conversation.offline",
    "conversation.online",
    "settings.languageOfSystem",
    "settings.themes.system",
  ]);
  await speak("en", []);
  const english = new Map(textsIn(t, ""));
  for (const language of ALL.filter(language => language !== "en")) {
    await speak(language, []);
    for (const [path, text] of textsIn(t, "")) {
      const name = path.slice(1);
      assert.ok(same.has(name) || text !== english.get(path), `${language} ${name}`);
    }
  }
});
