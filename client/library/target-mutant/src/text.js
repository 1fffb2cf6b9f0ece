/** Empty, or of nothing that can be seen: white space, and characters that only act on others. */
const SHOWS_NOTHING = /^[\p{White_Space}\p{Cc}\p{Default_Ignorable_Code_Point}\u2800\ufff9-\ufffb]*$/u;
const SPACE_AROUND = /^\p{White_Space}+|\p{White_Space}+$/gu;
/** Control characters, line ends, lone surrogates, and what turns the writing direction. */
const NOT_IN_NAMES = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;
const NAME_MAX = 64;
const USER_ID = /^[ -~]{1,128}$/;
const NOT_IN_NUMBERS = /[\p{White_Space}\p{Cc}\p{Default_Ignorable_Code_Point}\u2800\ufff9-\ufffb]/gu;
const FULL_WIDTH = /[\uff01-\uff5e]/g;
const SEPARATORS = /[-.()/\u2010-\u2015\u2212]/g;
const E164 = /^\+[1-9][0-9]{6,14}$/;
const NUMBER_MAX = 40;
/** Whether the server refuses the text as a message, as nobody would see anything. */
export function showsNothing(text) {
    return SHOWS_NOTHING.test(text);
}
/** The name as the server keeps it; nothing if it is none. */
export function nameOf(written) {
    const name = written.normalize("NFC").replace(SPACE_AROUND, "");
    const isName = !showsNothing(name) && !NOT_IN_NAMES.test(name) && [...name].length <= NAME_MAX;
    return isName ? name : undefined;
}
/** Whether it can be a user's id: printable ASCII, blanks too. */
export function isUserId(text) {
    return USER_ID.test(text);
}
/**
 * The phone number in the form of E.164; nothing if it is none. A number with `(0)` is none: some
 * countries dial that 0 from abroad, others do not.
 */
export function phoneNumberOf(written) {
    const shown = written
        .replace(NOT_IN_NUMBERS, "")
        .replace(FULL_WIDTH, sign => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
    if (written.length > NUMBER_MAX || shown.includes("(0)")) {
        return undefined;
    }
    const number = shown.replace(SEPARATORS, "").replace(/^00/, "+");
    return E164.test(number) ? number : undefined;
}
//# sourceMappingURL=text.js.map