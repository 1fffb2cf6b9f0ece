const APOSTROPHES = /[`´‘’‛ʹʻʼʽˈ′＇]/gu;
/** The apostrophe, format characters, and nonspacing marks of scripts whose readers omit them. */
const DROPPED =
  /['ʼ\u0640\p{Cf}]|(?=\p{Mn})[\p{sc=Zinh}\p{sc=Latn}\p{sc=Grek}\p{sc=Cyrl}\p{sc=Hebr}\p{sc=Arab}\p{sc=Syrc}]/gu;
/** Letters that Unicode does not decompose. */
const LETTERS: Readonly<Record<string, string>> = {
  æ: "ae",
  đ: "d",
  ð: "d",
  ı: "i",
  ł: "l",
  ø: "o",
  œ: "oe",
  þ: "th",
  ς: "σ",
};
const SPECIAL = /[æđðıłøœþς]/gu;
const SPACES = /\p{White_Space}+/gu;

/**
 * A text in the form that a search compares: without case, accents, width, apostrophes, invisible
 * characters and repeated spaces. `docs/protocol.md`, "Folding a text for search", defines it.
 */
export function folded(text: string): string {
  return text
    .replaceAll(APOSTROPHES, "'")
    .normalize("NFKD")
    .replaceAll(DROPPED, "")
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .replaceAll(SPECIAL, letter => LETTERS[letter] ?? letter)
    .replaceAll(SPACES, " ");
}
