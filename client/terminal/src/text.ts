/** A line break of any kind known to Unicode or terminals. */
const LINE_BREAK = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/g;

/** The maximum number of marks on one character; more would cover other lines. */
const MARKS_MAX = 6;
const STACKED_MARKS = new RegExp(`(\\p{M}{${MARKS_MAX}})\\p{M}+`, "gu");

const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/u;

/**
 * Characters that control a terminal or are invisible: C0 and C1 controls, lone surrogates,
 * direction marks, zero-width characters and fillers.
 */
const UNSAFE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu;

const PRINTABLE_ASCII = /^[\x21-\x7e]+$/;

/**
 * Text on one line that is safe for a terminal: line breaks become `⏎`, tabs become spaces, other
 * controls become `�`. Invisible characters are removed unless they join letters or emoji.
 */
export function inline(text: string): string {
  return visible(text.replace(LINE_BREAK, "⏎"));
}

/** The lines of a text, each safe as with `inline`. Several empty lines become one. */
export function lines(text: string): string[] {
  const all = text.split(LINE_BREAK).map(visible);
  return all.filter((line, i) => line.trim() !== "" || all[i - 1]?.trim() !== "");
}

/** Text as a JSON string for programs, with unsafe characters escaped instead of removed. */
export function json(text: string): string {
  return JSON.stringify(text).replace(UNSAFE, (found, at: number, all: string) =>
    isJoiner(found, at, all) ? found : escaped(found),
  );
}

/** A user id as it is shown and typed: in quotes if it contains spaces. */
export function nameOf(user: string): string {
  return PRINTABLE_ASCII.test(user) ? user : json(user);
}

function visible(text: string): string {
  return text
    .replaceAll("\t", " ")
    .replace(UNSAFE, (found, at: number, all: string) => {
      if (!INVISIBLE.test(found)) {
        return "\u{fffd}";
      }
      return isJoiner(found, at, all) ? found : "";
    })
    .replace(STACKED_MARKS, "$1");
}

/** Whether an invisible character is part of an emoji, or of a word in a script that needs it. */
function isJoiner(character: string, at: number, text: string): boolean {
  const before = text[at - 1] ?? " ";
  if (character === "\ufe0f") {
    return !INVISIBLE.test(before); // This includes a digit before it, as in 1️⃣.
  }
  const canFollow = before > "\u007f" && (before === "\ufe0f" || !INVISIBLE.test(before));
  return canFollow && /^(\u200c|\u200d|[\ufe00-\ufe0e])$/.test(character);
}

function escaped(character: string): string {
  const units = Array.from({ length: character.length }, (_, i) => character.charCodeAt(i));
  return units.map(unit => `\\u${unit.toString(16).padStart(4, "0")}`).join("");
}
