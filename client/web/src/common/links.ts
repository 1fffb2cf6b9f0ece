import type { Link } from "./link-finder.js";

export type { Link };

let find: ((text: string) => Link[]) | undefined;

/** Resolves once links are found. The finder is large, so it is not in the first load. */
export const linksLoaded: Promise<boolean> = import("./link-finder.js").then(
  ({ linksIn: found }) => {
    find = found;
    return true;
  },
  () => false,
);

/** The links in a text, in order; none before `linksLoaded`. */
export function linksIn(text: string): Link[] {
  return find?.(text) ?? [];
}

/** Whether links are found already. */
export function areLoaded(): boolean {
  return find !== undefined;
}
