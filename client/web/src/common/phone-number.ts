/** The result of reading a phone number. */
export type PhoneNumber =
  | { readonly kind: "number"; readonly number: string }
  /**
   * A number such as +49 (0) 151 234567, which is one number with the 0 and another one without it.
   */
  | { readonly kind: "ambiguous" }
  | { readonly kind: "none" };

const SEPARATORS = /[\p{Cf}\p{Z}\s()./\-‐-―−]/gu;

/** Reads a phone number with its country code, in common spellings. */
export function phoneNumberOf(text: string): PhoneNumber {
  const plain = text.normalize("NFKC").replaceAll(/\p{Cf}/gu, "");
  const number = plain.replaceAll(SEPARATORS, "").replace(/^00/, "+");
  if (!/^\+\d{7,15}$/.test(number)) {
    return { kind: "none" };
  }
  return /\(\s*0\s*\)/.test(plain) ? { kind: "ambiguous" } : { kind: "number", number };
}
