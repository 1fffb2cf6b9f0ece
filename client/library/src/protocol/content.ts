import type { Entry } from "./model.js";

/** What this version of the library knows of an entry's content. */
export type Content =
  | { readonly type: "text"; readonly text: string }
  /** The message was removed: show that. */
  | { readonly type: "removed" }
  /** Of a newer version: show a placeholder, such as "This message needs a newer version". */
  | { readonly type: "unknown" };

/** Whether an entry is a message. Other kinds are not counted as unread. */
export function isMessage({ kind = "message" }: Pick<Entry, "kind">): boolean {
  return kind === "message";
}

/** What to show of an entry. */
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
