import { firstGraphemes } from "./graphemes.js";

/** A row shows fewer characters than this. */
const SHOWN = 100;
/** A text this long or longer may have been cut: the server cuts at 160 bytes. */
const CUT_BYTES = 150;

/** The beginning of a message for one line of a list. It never ends within a character. */
export function previewOf(text: string): string {
  const first = firstGraphemes(text, SHOWN + 1);
  const isShort = new TextEncoder().encode(text).length < CUT_BYTES;
  if (first.length <= SHOWN && isShort) {
    return text;
  }
  // The server may have cut within the last character.
  return `${first.slice(0, -1).join("")}…`;
}
