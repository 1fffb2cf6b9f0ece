import { useState } from "preact/hooks";
import { textOf } from "../common/texts.js";
import { LANGUAGES, type Language, t } from "../language/language.js";
import { type LanguageSetting, languageSetting, setLanguage } from "./language.js";

const NAMES = Object.entries(LANGUAGES) as [Language, (typeof LANGUAGES)[Language]][];

/** The language of the page. */
export function LanguageForm() {
  const [chosen, setChosen] = useState(languageSetting);
  const [problem, setProblem] = useState("");
  const choose = (wanted: LanguageSetting) => {
    setChosen(wanted);
    setProblem("");
    setLanguage(wanted).catch(error => {
      setChosen(languageSetting());
      setProblem(textOf(error));
    });
  };
  return (
    <fieldset>
      <label>
        {t.settings.language}
        <select
          value={chosen}
          onChange={event => choose(event.currentTarget.value as LanguageSetting)}
        >
          <option value="system">{t.settings.languageOfSystem}</option>
          {NAMES.map(([language, { name }]) => (
            <option key={language} value={language} lang={language}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <p role="alert">{problem}</p>
    </fieldset>
  );
}
