import { folded } from "@serverlesschat/client/fold";

/**
 * A text in the form that a search compares: without case, accents, width, apostrophes, invisible
 * characters, and spaces around it.
 */
export function fold(text: string): string {
  return folded(text).trim();
}
