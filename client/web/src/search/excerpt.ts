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
  const before = [...text.slice(0, first)];
  const cut = before.slice(0, -BEFORE).join("").length;
  if (cut < 2) {
    return { text, matches };
  }
  const moved = 1 - cut;
  return {
    text: `…${text.slice(cut)}`,
    matches: matches.map(([start, end]) => [start + moved, end + moved]),
  };
}
