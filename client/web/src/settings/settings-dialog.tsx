import { LIMITS } from "@serverlesschat/client";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { useChatScope } from "../common/context.js";
import { DialogHeader } from "../common/dialog-header.jsx";
import { addressOf } from "../common/route.js";
import { textOf } from "../common/texts.js";
import { t } from "../language/language.js";
import { LanguageForm } from "./language-form.jsx";
import { NotificationsForm } from "./notifications-form.jsx";
import { PrivacyForm } from "./privacy-form.jsx";
import { SignOut } from "./sign-out.jsx";
import { setTheme, type Theme, theme } from "./theme.js";

const THEMES: readonly Theme[] = ["system", "light", "dark"];

/**
 * The dialog with the user's name, privacy and theme, and the button to sign out. It is open while
 * it is on the page.
 */
export function SettingsDialog({
  onLeave,
  onClose,
}: {
  readonly onLeave: (forgetsDevice: boolean) => void;
  readonly onClose: () => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [chosen, setChosen] = useState(theme);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  const choose = (wanted: Theme) => {
    setTheme(wanted);
    setChosen(wanted);
  };
  return (
    <dialog ref={dialog} onClose={onClose} aria-labelledby="settings-title">
      <DialogHeader dialog={dialog} id="settings-title" title={t.settings.title} />
      <NameForm />
      <OwnAddress />
      <PrivacyForm />
      <LanguageForm />
      <NotificationsForm />
      <fieldset>
        <legend>{t.settings.theme}</legend>
        {THEMES.map(value => (
          <label key={value} class="choice">
            <input
              type="radio"
              name="theme"
              checked={chosen === value}
              onChange={() => choose(value)}
            />
            {t.settings.themes[value]}
          </label>
        ))}
      </fieldset>
      <SignOut onLeave={onLeave} />
    </dialog>
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
        setAnswer(t.settings.saved);
      },
      error => setAnswer(textOf(error, { invalidField: t.settings.invalidName })),
    );
  };
  return (
    <form class="name-form" onSubmit={save}>
      <label>
        {t.settings.name}
        <input
          required
          maxLength={LIMITS.nameLength}
          dir="auto"
          autocomplete="name"
          value={name ?? names.of(me)}
          onInput={event => setName(event.currentTarget.value)}
        />
      </label>
      <button type="submit">{t.settings.save}</button>
      <p role="status">{answer}</p>
    </form>
  );
}

/** A link that the user can share, because user ids cannot be guessed. */
function OwnAddress() {
  const { me } = useChatScope();
  return (
    <label class="own-address">
      {t.settings.invitation}
      <input
        readOnly
        dir="ltr"
        value={new URL(addressOf(me), location.href).href}
        onFocus={event => event.currentTarget.select()}
      />
    </label>
  );
}
