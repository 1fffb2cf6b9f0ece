import { SEARCH_LIMITS } from "../protocol/limits.js";
import { folded } from "./fold.js";

/** The place of a match in a text: its start and end in UTF-16 code units. */
export type Match = readonly [start: number, end: number];

/** A character with its marks, or marks at the beginning of a text. */
const PIECES = /\p{M}+|\P{M}\p{M}*/gu;
const LONE_SURROGATE = /\p{Surrogate}/u;

/** Words that a text must contain, in any order. */
export class Query {
  /** The folded words. */
  readonly words: readonly string[];

  constructor(text: string) {
    this.words = folded(text)
      .split(" ")
      .filter(word => word !== "");
  }

  /** Whether a text contains each word. */
  isIn(text: string): boolean {
    const found = folded(text);
    return this.words.length > 0 && this.words.every(word => found.includes(word));
  }

  /** The places of the words in a text that contains each of them, ascending; otherwise none. */
  matches(text: string): Match[] {
    return this.isIn(text) ? this.places(text) : [];
  }

  /** The places of the words in a text, ascending; overlapping and adjacent ones are joined. */
  places(text: string): Match[] {
    const { form, pieces } = placed(text);
    const found: Match[] = [];
    for (const word of this.words) {
      for (let at = form.indexOf(word); at >= 0; at = form.indexOf(word, at + 1)) {
        const [[start], [, end]] = [pieces[at] as Match, pieces[at + word.length - 1] as Match];
        found.push([start, end]);
      }
    }
    return joined(found);
  }
}

/**
 * Checks a query before it is sent.
 *
 * @returns the error code: `emptyText` if nothing is left after folding, `tooLarge` above 64
 * characters, `invalidText` if it is not Unicode; undefined if it can be searched
 */
export function queryError(query: string): "emptyText" | "tooLarge" | "invalidText" | undefined {
  if (LONE_SURROGATE.test(query)) {
    return "invalidText";
  }
  const { length } = [...folded(query).trim()];
  return length === 0 ? "emptyText" : length > SEARCH_LIMITS.queryLength ? "tooLarge" : undefined;
}

/** The folded form of a text, and the piece of the text to which each code unit of it belongs. */
function placed(text: string): { readonly form: string; readonly pieces: readonly Match[] } {
  let form = "";
  const pieces: Match[] = [];
  for (const { 0: piece, index } of text.matchAll(PIECES)) {
    const end = index + piece.length;
    for (const unit of folded(piece).split("")) {
      const before = pieces.at(-1);
      if (unit === " " && before && form.endsWith(" ")) {
        pieces[pieces.length - 1] = [before[0], end];
      } else {
        form += unit;
        pieces.push([index, end]);
      }
    }
  }
  return { form, pieces };
}

function joined(found: readonly Match[]): Match[] {
  const all: Match[] = [];
  for (const [start, end] of [...found].sort((one, other) => one[0] - other[0])) {
    const last = all.at(-1);
    if (last && start <= last[1]) {
      all[all.length - 1] = [last[0], Math.max(last[1], end)];
    } else {
      all.push([start, end]);
    }
  }
  return all;
}
