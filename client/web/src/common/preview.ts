import { firstGraphemes } from "./graphemes.js";

/** A row shows fewer characters than this. */
const SHOWN = 100;
/** The server cuts previews at 160 bytes, the client library at 160 characters. */
const CUT_BYTES = 150;

/** The beginning of a message for one line of a list. It never ends within a character. */
export function previewOf(text: string): string {
  const first = firstGraphemes(text, SHOWN + 1);
  const isShort = new TextEncoder().encode(text).length < CUT_BYTES;
  if (first.length <= SHOWN && isShort) {
    return text;
  }
  // The last one may be only a part of a character that somebody cut before.
  return `${first.slice(0, -1).join("")}…`;
}
