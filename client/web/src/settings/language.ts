import { browserStorage } from "../common/storage.js";
import { isLanguage, LANGUAGES, type Language, languageFor, speak } from "../language/language.js";

const KEY = "language";

/** The language setting of this browser, or the language of the system. */
export type LanguageSetting = Language | "system";

/** The setting of this browser. */
export function languageSetting(): LanguageSetting {
  const kept = browserStorage.get(KEY);
  return isLanguage(kept) ? kept : "system";
}

/**
 * Changes the language setting of this browser.
 *
 * @throws `TypeError` if its texts cannot be loaded; the setting does not change then
 */
export async function setLanguage(wanted: LanguageSetting): Promise<void> {
  await show(wanted);
  browserStorage.set(KEY, wanted);
}

/** Applies the setting to the page. The page is in English if the texts cannot be loaded. */
export async function applyLanguage(): Promise<void> {
  try {
    await show(languageSetting());
  } catch (error) {
    console.error(error);
  }
}

async function show(setting: LanguageSetting): Promise<void> {
  const language = setting === "system" ? languageFor(navigator.languages) : setting;
  await speak(language, navigator.languages);
  document.documentElement.lang = language;
  document.documentElement.dir = LANGUAGES[language].direction;
}
