import type { ErrorCode } from "@serverlesschat/client";
import { type Finder, queryError } from "@serverlesschat/client/search";
import { textOf } from "../common/texts.js";
import { t } from "../language/language.js";

/** The text for the state of a search; empty while nothing is searched. */
export function statusOf(wanted: string, finder: Finder | undefined): string {
  const code = queryError(wanted);
  if (code) {
    return code === "tooLarge" ? t.search.tooLong : code === "emptyText" ? "" : t.search.none;
  }
  if (!finder || finder.isSearching) {
    return t.list.searching;
  }
  const { error, hits, isComplete } = finder;
  const found = hits.length > 0 ? t.search.found(hits.length, !isComplete) : "";
  if (error === undefined) {
    return found || t.search.none;
  }
  return `${found} ${whyNot(error)}`.trim();
}

/** The text for the error at which a search stopped. */
export function whyNot(code: ErrorCode): string {
  return textOf({ code }, { offline: t.search.onlyHere, rateLimited: t.list.tooManySearches });
}

/** Whether the user can search on: the search stopped at enough messages, or at an error. */
export function canGoOn({ error, isComplete, isSearching }: Finder): boolean {
  return !isSearching && !isComplete && error !== "offline" && error !== "notSupported";
}
