// Builds the emoji tables from Unicode's order and groups and CLDR's names and search words.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { resolve } = createRequire(import.meta.url);
/** The Unicode version, from 2022. Many devices in use cannot show newer emoji. */
const VERSION = 15;
/** Selects the colored form of a character. CLDR omits it. */
const VARIATION = /\ufe0f/g;

function read(path) {
  return JSON.parse(readFileSync(resolve(path), "utf8"));
}

/** The name of a flag's country; undefined for other emoji. */
function countryOf(sign, countries) {
  const letters = [...sign].map(letter => letter.codePointAt(0) - 0x1f1e6 + 65);
  const isFlag = letters.length === 2 && letters.every(letter => letter >= 65 && letter <= 90);
  return isFlag ? countries.of(String.fromCharCode(...letters)) : undefined;
}

/**
 * The emoji of a language as text. A line has an emoji, its name, and more search words, separated
 * by tabs. A line that begins with "+" has an emoji with skin tones. Empty lines separate the
 * groups.
 *
 * @param {string} language its tag, such as "de"
 * @returns {string}
 */
export function emojiTable(language) {
  const { annotations } = read(
    `cldr-annotations-full/annotations/${language}/annotations.json`,
  ).annotations;
  const countries = new Intl.DisplayNames(language, { type: "region" });
  const line = ({ emoji: sign, skin_tone_support: hasTones }) => {
    const { tts = [], default: words = [] } =
      annotations[sign] ?? annotations[sign.replace(VARIATION, "")] ?? {};
    const name = tts[0] ?? countryOf(sign, countries);
    const more = words.filter(word => !name?.toLowerCase().includes(word.toLowerCase()));
    // The data has no names for some families, directions and parts of countries.
    return name && `${hasTones ? "+" : ""}${[sign, name, ...more].join("\t")}`;
  };
  return read("unicode-emoji-json/data-by-group.json")
    .map(({ emojis }) =>
      emojis
        .filter(({ emoji_version: version }) => Number.parseFloat(version) <= VERSION)
        .map(line)
        .filter(Boolean)
        .join("\n"),
    )
    .join("\n\n");
}

/** Resolves `emoji:de` to a module whose default export is the table of that language. */
export const emojiTables = {
  name: "emoji tables",
  setup(build) {
    build.onResolve({ filter: /^emoji:/ }, ({ path }) => ({
      path: path.replace("emoji:", "emoji-"),
      namespace: "emoji",
    }));
    build.onLoad({ filter: /.*/, namespace: "emoji" }, ({ path }) => ({
      contents: emojiTable(path.replace("emoji-", "")),
      loader: "text",
    }));
  },
};
