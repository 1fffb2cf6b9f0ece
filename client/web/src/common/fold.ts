/** Letters that Unicode does not decompose, and the usual replacement for each. */
const LETTERS: Readonly<Record<string, string>> = {
  æ: "ae",
  đ: "d",
  ð: "d",
  ı: "i",
  ł: "l",
  ø: "o",
  œ: "oe",
  ς: "σ",
  þ: "th",
};
const SPECIAL = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "gu");
const APOSTROPHES = /['`´‘’‛ʹʻʼʽˈ′＇]/gu;

/**
 * A text in the form that a search compares: without case, accents, width, apostrophes, invisible
 * characters and repeated spaces.
 */
export function fold(text: string): string {
  return text
    .replaceAll(APOSTROPHES, "")
    .normalize("NFKD")
    .replaceAll(/[\p{M}\p{Cf}]/gu, "")
    .toUpperCase()
    .toLowerCase()
    .replaceAll(SPECIAL, letter => LETTERS[letter] ?? letter)
    .replaceAll(/\s+/gu, " ")
    .trim();
}
