import { LIMITS } from "@serverlesschat/client";
import { graphemes } from "../common/graphemes.js";

/** The remaining characters are shown from here on. */
const SHOWN_CHARACTERS = 100;
/**
 * A text with more room than this is not measured, because its characters would need 30 bytes each.
 */
const AMPLE_BYTES = 3_000;
/** The number of last characters whose average length estimates that of the next ones. */
const SAMPLE_LENGTH = 200;
/** Above this number, the characters are not counted one by one. */
const COUNTED_LENGTH = 10_000;
const ENCODER = new TextEncoder();

/**
 * The number of characters, as a reader counts them, that still fit into a message or are too many.
 */
export type Room =
  | { readonly kind: "ample" }
  | { readonly kind: "left" | "over"; readonly characters: number };

/**
 * The room for more text. The limit is in bytes, so the number of characters left is an estimate,
 * which assumes that the next characters are as long as the last ones. The number of characters
 * over the limit is exact.
 */
export function roomAfter(text: string): Room {
  const encoded = new Uint8Array(LIMITS.textBytes);
  const { read, written } = ENCODER.encodeInto(text, encoded);
  if (read < text.length) {
    const rest = text.slice(read);
    return { kind: "over", characters: rest.length > COUNTED_LENGTH ? rest.length : count(rest) };
  }
  const left = LIMITS.textBytes - written;
  if (left > AMPLE_BYTES) {
    return { kind: "ample" };
  }
  // The first character may have been cut.
  const sample = [...graphemes(text.slice(-SAMPLE_LENGTH))].slice(1);
  const characters = Math.floor((left * sample.length) / ENCODER.encode(sample.join("")).length);
  return characters <= SHOWN_CHARACTERS ? { kind: "left", characters } : { kind: "ample" };
}

function count(text: string): number {
  let characters = 0;
  for (const _ of graphemes(text)) {
    characters++;
  }
  return characters;
}
