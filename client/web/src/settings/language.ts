import { browserStorage } from "../common/storage.js";
import { isLanguage, LANGUAGES, type Language, languageFor, speak } from "../language/language.js";

const KEY = "language";

/** The language that this browser is set to, or that of the system. */
export type LanguageSetting = Language | "system";

/** The setting of this browser. */
export function languageSetting(): LanguageSetting {
  const kept = browserStorage.get(KEY);
  return isLanguage(kept) ? kept : "system";
}

/**
 * Sets this browser to a language.
 *
 * @throws `TypeError` if its texts cannot be loaded; the setting stays as it was
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
