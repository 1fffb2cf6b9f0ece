import { LIMITS } from "@serverlesschat/client";
import { useState } from "preact/hooks";
import { Logo } from "../common/icons.jsx";
import { phoneNumberOf } from "../common/phone-number.js";
import { lastUser, type Person } from "../session/session.js";

/** Asks for a user id. Only the development issuer accepts one without a password. */
export function StartPage({
  onEnter,
  reason,
}: {
  readonly onEnter: (person: Person) => void;
  /** Why the user has to sign in again, if so. */
  readonly reason: string;
}) {
  const [user, setUser] = useState(lastUser);
  const [contactNumber, setContactNumber] = useState("");
  const [problem, setProblem] = useState(reason);
  const enter = (event: Event) => {
    event.preventDefault();
    const phone = phoneNumberOf(contactNumber);
    if (contactNumber.trim() !== "" && phone.kind !== "number") {
      setProblem("Enter the phone number with its country code, such as +49 30 123456.");
      return;
    }
    const number = phone.kind === "number" ? { contactNumber: phone.number } : {};
    onEnter({ user: user.trim(), ...number });
  };
  return (
    <main class="start">
      <form onSubmit={enter}>
        <Logo />
        <h1>Serverless Chat</h1>
        <p>
          This server runs on your own machine and accepts every user id. To be another user, open a
          second window or another browser.
        </p>
        <label>
          Your user id
          <input
            name="user"
            required
            maxLength={LIMITS.userIdLength}
            pattern="[ -~]+"
            title="Letters without accents, digits, spaces and punctuation"
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
            Phone number <small>optional, others can find you by it</small>
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
          Start chatting
        </button>
        <p role="alert">{problem}</p>
      </form>
    </main>
  );
}
