import { SEARCH_LIMITS } from "../protocol/limits.js";
import { bytesOf } from "../protocol/text.js";
import type { Match } from "./query.js";

/** A part of a text, and the matches in it. */
export interface Snippet {
  readonly snippet: string;
  readonly matches: readonly Match[];
}

const CUT = "…";
/** The number of characters before the first match. */
const BEFORE = 24;

/** The text around the first match, which need not be the whole text. */
export function snippetOf(text: string, matches: readonly Match[]): Snippet {
  if (bytesOf(text) <= SEARCH_LIMITS.snippetBytes) {
    return { snippet: text, matches };
  }
  const start = startOf(text, matches[0]?.[0] ?? 0);
  const head = start > 0 ? CUT : "";
  const end = endOf(text, start, SEARCH_LIMITS.snippetBytes - bytesOf(head + CUT));
  const moved = head.length - start;
  return {
    snippet: head + text.slice(start, end) + (end < text.length ? CUT : ""),
    matches: matches
      .filter(([from]) => from < end)
      .map(([from, to]) => [from + moved, Math.min(to, end) + moved]),
  };
}

/** The start of a snippet, a few characters before a match. */
function startOf(text: string, match: number): number {
  const before = [...text.slice(0, match)].slice(-BEFORE).join("");
  return match - before.length;
}

/** The end of the characters that fit into some bytes. */
function endOf(text: string, start: number, bytes: number): number {
  let [end, left] = [start, bytes];
  for (const character of text.slice(start)) {
    left -= bytesOf(character);
    if (left < 0) {
      break;
    }
    end += character.length;
  }
  return end;
}
