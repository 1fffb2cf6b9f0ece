import type { ChatError } from "@serverlesschat/client";
import { useRef, useState } from "preact/hooks";
import { useChatScope } from "../common/context.js";
import { Icon } from "../common/icons.jsx";
import { NAME_MAX } from "../common/limits.js";
import { addressOf } from "../common/route.js";
import { PrivacyForm } from "./privacy-form.jsx";
import { setTheme, type Theme, theme } from "./theme.js";

const THEMES: readonly (readonly [Theme, string])[] = [
  ["system", "As the system"],
  ["light", "Light"],
  ["dark", "Dark"],
];

/** The user's own name, privacy, the theme, and the way out. */
export function SettingsDialog({ onLeave }: { readonly onLeave: () => void }) {
  const { me, names } = useChatScope();
  const dialog = useRef<HTMLDialogElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [chosen, setChosen] = useState(theme);
  const choose = (wanted: Theme) => {
    setTheme(wanted);
    setChosen(wanted);
  };
  return (
    <>
      <button
        type="button"
        class="round"
        aria-label="Settings"
        onClick={() => {
          setOpen(true);
          dialog.current?.showModal();
        }}
      >
        <Icon name="settings" />
      </button>
      <dialog ref={dialog} onClose={() => setOpen(false)} aria-labelledby="settings-title">
        <header>
          <h2 id="settings-title">Settings</h2>
          <button
            type="button"
            class="round"
            aria-label="Close"
            onClick={() => dialog.current?.close()}
          >
            <Icon name="close" />
          </button>
        </header>
        {isOpen && (
          <>
            <NameForm />
            <OwnAddress />
            <PrivacyForm />
          </>
        )}
        <fieldset>
          <legend>Theme</legend>
          {THEMES.map(([value, label]) => (
            <label key={value} class="choice">
              <input
                type="radio"
                name="theme"
                checked={chosen === value}
                onChange={() => choose(value)}
              />
              {label}
            </label>
          ))}
        </fieldset>
        <button type="button" class="plain" onClick={onLeave}>
          Sign out {names.of(me)}
        </button>
      </dialog>
    </>
  );
}

function NameForm() {
  const { chat, me, names } = useChatScope();
  const [name, setName] = useState<string>();
  const [answer, setAnswer] = useState("");
  const save = (event: Event) => {
    event.preventDefault();
    const wanted = (name ?? "").trim();
    chat.setName(wanted).then(
      () => {
        names.learn(me, wanted);
        setAnswer("Saved.");
      },
      (error: ChatError) => setAnswer(error.message),
    );
  };
  return (
    <form class="name-form" onSubmit={save}>
      <label>
        Your name, as others see it
        <input
          required
          maxLength={NAME_MAX}
          dir="auto"
          autocomplete="name"
          value={name ?? names.of(me)}
          onInput={event => setName(event.currentTarget.value)}
        />
      </label>
      <button type="submit">Save</button>
      <p role="status">{answer}</p>
    </form>
  );
}

/** What to give somebody who shall write to this user: user ids are no names one could guess. */
function OwnAddress() {
  const { me } = useChatScope();
  return (
    <label class="own-address">
      A link by which others write to you
      <input
        readOnly
        dir="ltr"
        value={new URL(addressOf(me), location.href).href}
        onFocus={event => event.currentTarget.select()}
      />
    </label>
  );
}
