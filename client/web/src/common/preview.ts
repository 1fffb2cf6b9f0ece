import { firstGraphemes } from "./graphemes.js";
import { plainOf } from "./markup.js";

/** A row shows fewer characters than this. */
const SHOWN = 100;
/** A text this long or longer may have been cut: the server cuts at 160 bytes. */
const CUT_BYTES = 150;

/**
 * The beginning of a message for one line of a list, without the marks of formats. It never ends
 * within a character.
 */
export function previewOf(text: string): string {
  const plain = plainOf(text);
  const first = firstGraphemes(plain, SHOWN + 1);
  const isShort = new TextEncoder().encode(text).length < CUT_BYTES;
  if (first.length <= SHOWN && isShort) {
    return plain;
  }
  // The server may have cut within the last character.
  return `${first.slice(0, -1).join("")}…`;
}
