/** Letters that Unicode does not decompose, and what people type for them. */
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
 * A text as it is compared in a search: without case, accents, width, apostrophes, invisible
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
