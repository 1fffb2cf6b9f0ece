import { LIMITS } from "./limits.js";

/** At least one character that a reader can see. */
const VISIBLE = /[^\s\p{Z}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u;
const LONE_SURROGATE = /\p{Surrogate}/u;
const USER_ID = /^[\x20-\x7e]+$/;

/** The bytes of a text in UTF-8. */
export function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

/**
 * Checks the text of a message before it is sent.
 *
 * @returns the error code: `emptyText` without a visible character, `tooLarge` above
 * `LIMITS.textBytes`, `invalidText` if it is not Unicode; undefined if it can be sent
 */
export function textError(text: string): "emptyText" | "tooLarge" | "invalidText" | undefined {
  if (typeof text !== "string" || LONE_SURROGATE.test(text)) {
    return "invalidText";
  }
  if (!VISIBLE.test(text)) {
    return "emptyText";
  }
  return bytesOf(text) > LIMITS.textBytes ? "tooLarge" : undefined;
}

/** Whether a text can be a user id: 1 to 128 printable ASCII characters. */
export function isUserId(text: string): boolean {
  return text.length <= LIMITS.userIdLength && USER_ID.test(text);
}
