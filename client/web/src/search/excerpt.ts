import { type Match, Query } from "@serverlesschat/client/search";
import { plainOf } from "../common/markup.js";

/** The number of characters before the first match. */
const BEFORE = 30;

/** The part of a snippet that a row shows: the first match is near its beginning. */
export interface Excerpt {
  readonly text: string;
  readonly matches: readonly Match[];
}

/** The excerpt of a snippet, without the marks of formats unless the query has them. */
export function excerptOf(snippet: string, query: string): Excerpt {
  const words = new Query(query);
  const plain = plainOf(snippet);
  const text = words.places(plain).length > 0 ? plain : snippet;
  const matches = words.places(text);
  const first = matches[0]?.[0] ?? 0;
  const cut = cutOf(text.slice(0, first));
  if (cut === 0) {
    return { text, matches };
  }
  const moved = 1 - cut;
  return {
    text: `…${text.slice(cut)}`,
    matches: matches.map(([start, end]) => [start + moved, end + moved]),
  };
}

/** The length of the beginning to leave out, up to a word if there is one near. */
function cutOf(before: string): number {
  const near = [...before].slice(-BEFORE).join("");
  const word = /\s+(?=\S)/u.exec(near);
  const cut = before.length - near.length;
  return cut === 0 || !word ? cut : cut + word.index + word[0].length;
}
