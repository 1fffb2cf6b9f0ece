import { en, type Texts } from "./en.js";

/** A language of the web chat. */
export type Language = "ar" | "de" | "en";

interface Properties {
  /** Its name in the language itself. */
  readonly name: string;
  readonly direction: "ltr" | "rtl";
  load(): Promise<Texts>;
}

/** All languages. Only English is part of the first load. */
export const LANGUAGES: Readonly<Record<Language, Properties>> = {
  ar: { name: "العربية", direction: "rtl", load: async () => (await import("./ar.js")).ar },
  de: { name: "Deutsch", direction: "ltr", load: async () => (await import("./de.js")).de },
  en: { name: "English", direction: "ltr", load: async () => en },
};

/**
 * The texts of the page in its language. Read them at the time of rendering, because the language
 * may change.
 */
export let t: Texts = en;

let current: Language = "en";
let formats = "en";
const listeners = new Set<() => void>();

/** The language of the page. */
export function language(): Language {
  return current;
}

/** The locale for dates and numbers: the user's own variant of the page's language. */
export function locale(): string {
  return formats;
}

/** Whether the page has the texts of a language. */
export function isLanguage(tag: string | undefined): tag is Language {
  return tag !== undefined && Object.hasOwn(LANGUAGES, tag);
}

/**
 * The language for a user.
 *
 * @param wanted tags such as `de-AT`, the most wanted first
 */
export function languageFor(wanted: readonly string[]): Language {
  return wanted.map(baseOf).find(isLanguage) ?? "en";
}

/**
 * The locale for dates and numbers.
 *
 * @param wanted tags such as `de-AT`, the most wanted first
 */
export function localeFor(language: Language, wanted: readonly string[]): string {
  return wanted.find(tag => baseOf(tag) === language) ?? language;
}

/**
 * Sets the language of the page.
 *
 * @param wanted the tags of the user's languages, for the formats of dates and numbers
 * @throws `TypeError` if its texts cannot be loaded; the language does not change then
 */
export async function speak(next: Language, wanted: readonly string[]): Promise<void> {
  t = await LANGUAGES[next].load();
  current = next;
  formats = localeFor(next, wanted);
  for (const listener of listeners) {
    listener();
  }
}

/** Calls back after each change of the language. Returns a function that stops this. */
export function onLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function baseOf(tag: string): string {
  return tag.split("-", 1)[0]?.toLowerCase() ?? "";
}
