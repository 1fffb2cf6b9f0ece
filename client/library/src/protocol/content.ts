import type { Entry } from "./model.js";

/** The content of an entry as this version of the library understands it. */
export type Content =
  | { readonly type: "text"; readonly text: string }
  /** The message was removed: show a placeholder. */
  | { readonly type: "removed" }
  /**
   * Content of a newer version: show a placeholder, such as "This message needs a newer version".
   */
  | { readonly type: "unknown" };

/** Whether an entry is a message. Entries of other kinds do not count as unread. */
export function isMessage({ kind = "message" }: Pick<Entry, "kind">): boolean {
  return kind === "message";
}

/** Whether an entry is a message that the user has not deleted for themselves. */
export function isVisible(entry: Pick<Entry, "hidden" | "kind">): boolean {
  return isMessage(entry) && !entry.hidden;
}

/** The content to show for an entry. */
export function contentOf(entry: Pick<Entry, "kind" | "body">): Content {
  const { body } = entry;
  if (!isMessage(entry)) {
    return { type: "unknown" };
  }
  if (!body) {
    return { type: "removed" };
  }
  return body.type === "text" && body.text !== undefined
    ? { type: "text", text: body.text }
    : { type: "unknown" };
}
