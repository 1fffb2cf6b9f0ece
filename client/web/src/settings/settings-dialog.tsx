import { LIMITS } from "@serverlesschat/client";
import { useRef, useState } from "preact/hooks";
import { useChatScope } from "../common/context.js";
import { Icon } from "../common/icons.jsx";
import { addressOf } from "../common/route.js";
import { textOf } from "../common/texts.js";
import { PrivacyForm } from "./privacy-form.jsx";
import { setTheme, type Theme, theme } from "./theme.js";

const THEMES: readonly (readonly [Theme, string])[] = [
  ["system", "System"],
  ["light", "Light"],
  ["dark", "Dark"],
];

/** The user's name, privacy and theme, and the button to sign out. */
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
      error => setAnswer(textOf(error, { invalidField: "This name cannot be used." })),
    );
  };
  return (
    <form class="name-form" onSubmit={save}>
      <label>
        Your name, as others see it
        <input
          required
          maxLength={LIMITS.nameLength}
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

/** A link that the user can share: nobody can guess a user id. */
function OwnAddress() {
  const { me } = useChatScope();
  return (
    <label class="own-address">
      A link for others to write to you
      <input
        readOnly
        dir="ltr"
        value={new URL(addressOf(me), location.href).href}
        onFocus={event => event.currentTarget.select()}
      />
    </label>
  );
}
