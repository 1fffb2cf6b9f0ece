/**
 * An empty text, or one without visible characters: white space, and characters that only affect
 * other characters.
 */
const BLANK = /^[\p{White_Space}\p{Cc}\p{Default_Ignorable_Code_Point}\u2800\ufff9-\ufffb]*$/u;
const SPACE_AROUND = /^\p{White_Space}+|\p{White_Space}+$/gu;
/**
 * Control characters, line breaks, lone surrogates, and characters that change the writing
 * direction.
 */
const NOT_IN_NAMES = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;
const NAME_MAX = 64;
const USER_ID = /^[ -~]{1,128}$/;
const NOT_IN_NUMBERS =
  /[\p{White_Space}\p{Cc}\p{Default_Ignorable_Code_Point}\u2800\ufff9-\ufffb]/gu;
const FULL_WIDTH = /[\uff01-\uff5e]/g;
const SEPARATORS = /[-.()/\u2010-\u2015\u2212]/g;
const E164 = /^\+[1-9][0-9]{6,14}$/;
const NUMBER_MAX = 40;

/** Whether the server refuses the text as a message because it has no visible character. */
export function isBlank(text: string): boolean {
  return BLANK.test(text);
}

/** The name as the server stores it; undefined if it is not a valid name. */
export function nameOf(written: string): string | undefined {
  const name = written.normalize("NFC").replace(SPACE_AROUND, "");
  const isName = !isBlank(name) && !NOT_IN_NAMES.test(name) && [...name].length <= NAME_MAX;
  return isName ? name : undefined;
}

/** Whether a text can be a user id: printable ASCII, including spaces. */
export function isUserId(text: string): boolean {
  return USER_ID.test(text);
}

/**
 * The phone number in the form of E.164; undefined if it is not valid. A number with `(0)` is not
 * valid, because callers from abroad dial that 0 in some countries but not in others.
 */
export function phoneNumberOf(written: string): string | undefined {
  const shown = written
    .replace(NOT_IN_NUMBERS, "")
    .replace(FULL_WIDTH, sign => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
  if (written.length > NUMBER_MAX || shown.includes("(0)")) {
    return undefined;
  }
  const number = shown.replace(SEPARATORS, "").replace(/^00/, "+");
  return E164.test(number) ? number : undefined;
}
