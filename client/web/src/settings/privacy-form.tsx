import type { Audience, Privacy } from "@serverlesschat/client";
import { useEffect, useState } from "preact/hooks";
import { useChatScope } from "../common/context.js";
import { textOf } from "../common/texts.js";

const AUDIENCES: readonly (readonly [Audience, string])[] = [
  ["everyone", "Everyone"],
  ["contacts", "People I chat with"],
  ["nobody", "Nobody"],
];
const SHOWN = [
  ["online", "Who sees that I am online"],
  ["lastSeen", "Who sees when I was last active"],
] as const;

/** The user's privacy settings. Empty if the server does not have any. */
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
        setAnswer("Saved.");
      },
      error => setAnswer(textOf(error)),
    );
  };
  return (
    <fieldset>
      {privacy && (
        <>
          <legend>Privacy</legend>
          {SHOWN.map(([name, label]) => (
            <label key={name}>
              {label}
              <select
                value={privacy[name]}
                onChange={event => change({ [name]: event.currentTarget.value as Audience })}
              >
                {AUDIENCES.map(([value, text]) => (
                  <option key={value} value={value}>
                    {text}
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
            Others see what I have read
          </label>
          <small>If you hide something, you cannot see it for others either.</small>
        </>
      )}
      <p role="status">{answer}</p>
    </fieldset>
  );
}
