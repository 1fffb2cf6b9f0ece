/// <reference path="./emoji-tables.d.ts" />
import { fold } from "../common/fold.js";
import type { Language } from "../language/language.js";

/** An emoji with its search words. */
export interface Emoji {
  /** The emoji; in yellow if it has skin tones. */
  readonly sign: string;
  readonly name: string;
  readonly hasTones: boolean;
  /** The words of its name and its meanings, folded. */
  readonly words: readonly string[];
}

/** All emoji in Unicode's groups and order. */
export type EmojiTable = readonly (readonly Emoji[])[];

const TABLES: Readonly<Record<Language, () => Promise<{ readonly default: string }>>> = {
  ar: () => import("emoji:ar"),
  de: () => import("emoji:de"),
  en: () => import("emoji:en"),
};
const BETWEEN_WORDS = /[^\p{L}\p{N}]+/u;

/**
 * Loads the table of a language.
 *
 * @throws `TypeError` if it is not on this device and there is no network
 */
export async function loadTable(language: Language): Promise<EmojiTable> {
  return parse((await TABLES[language]()).default);
}

/** Reads a table in the format of the build. */
export function parse(text: string): EmojiTable {
  return text.split("\n\n").map(group => group.split("\n").map(emojiOf));
}

function emojiOf(line: string): Emoji {
  const hasTones = line.startsWith("+");
  const [sign = "", name = "", ...more] = line.slice(hasTones ? 1 : 0).split("\t");
  return { sign, name, hasTones, words: wordsOf([name, ...more].join(" ")) };
}

/** The emoji with words that begin with each word of a text. Matches by name come first. */
export function search(table: EmojiTable, text: string): Emoji[] {
  const wanted = wordsOf(text);
  const found = table
    .flat()
    .filter(({ words }) => wanted.every(start => words.some(word => word.startsWith(start))));
  const first = (emoji: Emoji) => emoji.words[0]?.startsWith(wanted[0] ?? "");
  return [...found.filter(first), ...found.filter(emoji => !first(emoji))];
}

function wordsOf(text: string): string[] {
  return fold(text)
    .split(BETWEEN_WORDS)
    .filter(word => word !== "");
}
