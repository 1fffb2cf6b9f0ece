import { LIMITS } from "@serverlesschat/client";
import { useState } from "preact/hooks";
import { Logo } from "../common/icons.jsx";
import { phoneNumberOf } from "../common/phone-number.js";
import { t } from "../language/language.js";
import { lastUser, type Person } from "../session/session.js";

/** Asks for a user id. Only the development issuer accepts one without a password. */
export function StartPage({
  onEnter,
  reason,
}: {
  readonly onEnter: (person: Person) => void;
  /** The reason why the user has to sign in again, if there is one. */
  readonly reason: string;
}) {
  const [user, setUser] = useState(lastUser);
  const [contactNumber, setContactNumber] = useState("");
  const [problem, setProblem] = useState(reason);
  const enter = (event: Event) => {
    event.preventDefault();
    const phone = phoneNumberOf(contactNumber);
    if (contactNumber.trim() !== "" && phone.kind !== "number") {
      setProblem(t.start.invalidPhoneNumber);
      return;
    }
    const number = phone.kind === "number" ? { contactNumber: phone.number } : {};
    onEnter({ user: user.trim(), ...number });
  };
  return (
    <main class="start">
      <form onSubmit={enter}>
        <Logo />
        <h1>{t.app.name}</h1>
        <p>{t.start.what}</p>
        <label>
          {t.start.userId}
          <input
            name="user"
            required
            maxLength={LIMITS.userIdLength}
            pattern="[ -~]+"
            title={t.start.userIdPattern}
            placeholder="alice"
            autocomplete="username"
            autocapitalize="off"
            spellcheck={false}
            value={user}
            onInput={event => setUser(event.currentTarget.value)}
          />
        </label>
        <label>
          <span>
            {t.start.phoneNumber} <small>{t.start.phoneNumberHint}</small>
          </span>
          <input
            name="contactNumber"
            type="tel"
            placeholder="+49 30 123456"
            autocomplete="tel"
            value={contactNumber}
            onInput={event => setContactNumber(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="primary">
          {t.start.enter}
        </button>
        <p role="alert">{problem}</p>
      </form>
    </main>
  );
}
