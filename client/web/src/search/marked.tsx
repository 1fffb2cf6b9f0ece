import type { Match, Query } from "@serverlesschat/client/search";
import type { ComponentChildren } from "preact";

/** A text with highlighted matches. */
export function marked(text: string, matches: readonly Match[]): ComponentChildren {
  let at = 0;
  const parts: ComponentChildren[] = [];
  for (const [start, end] of matches) {
    parts.push(text.slice(at, start), <mark key={start}>{text.slice(start, end)}</mark>);
    at = end;
  }
  return [...parts, text.slice(at)];
}

/** A text with all words of a query highlighted. */
export function markedWords(text: string, query: Query): ComponentChildren {
  return marked(text, query.places(text));
}
