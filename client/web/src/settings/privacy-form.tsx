import type { Audience, Privacy } from "@serverlesschat/client";
import { useEffect, useState } from "preact/hooks";
import { useChatScope } from "../common/context.js";
import { textOf } from "../common/texts.js";
import { watchAgain } from "../common/use-watch.js";
import { t } from "../language/language.js";

const AUDIENCES: readonly Audience[] = ["everyone", "contacts", "nobody"];
const SHOWN = ["online", "lastSeen"] as const;

/** The user's privacy settings. Empty if the server has no privacy settings. */
export function PrivacyForm() {
  const { chat, me } = useChatScope();
  const [privacy, setPrivacy] = useState<Privacy>();
  const [answer, setAnswer] = useState("");
  useEffect(() => {
    chat.profiles([me]).then(
      ([own]) => setPrivacy(own?.privacy),
      error => error.code === "unknownAction" || setAnswer(textOf(error)),
    );
  }, [chat, me]);
  const change = (changed: Partial<Privacy>) => {
    setAnswer("");
    chat.setPrivacy(changed).then(
      () => {
        setPrivacy(before => before && { ...before, ...changed });
        setAnswer(t.settings.saved);
        // Without an answer, the known presence expires.
        watchAgain(chat).catch(() => {});
      },
      error => setAnswer(textOf(error)),
    );
  };
  return (
    <fieldset>
      {privacy && (
        <>
          <legend>{t.settings.privacy}</legend>
          {SHOWN.map(name => (
            <label key={name}>
              {t.settings[name]}
              <select
                value={privacy[name]}
                onChange={event => change({ [name]: event.currentTarget.value as Audience })}
              >
                {AUDIENCES.map(value => (
                  <option key={value} value={value}>
                    {t.settings.audience[value]}
                  </option>
                ))}
              </select>
            </label>
          ))}
          <label class="choice">
            <input
              type="checkbox"
              role="switch"
              aria-checked={privacy.readReceipts}
              checked={privacy.readReceipts}
              onChange={event => change({ readReceipts: event.currentTarget.checked })}
            />
            {t.settings.readReceipts}
          </label>
          <small>{t.settings.reciprocal}</small>
        </>
      )}
      <p role="status">{answer}</p>
    </fieldset>
  );
}
