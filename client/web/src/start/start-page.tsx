import { useState } from "preact/hooks";
import { Logo } from "../common/icons.jsx";
import { USER_ID, USER_ID_MAX } from "../common/limits.js";
import { lastUser, type Person } from "../session/session.js";

/** Asks who one is. Only a development issuer believes that without a password. */
export function StartPage({ onEnter }: { readonly onEnter: (person: Person) => void }) {
  const [user, setUser] = useState(lastUser);
  const [contactNumber, setContactNumber] = useState("");
  const enter = (event: Event) => {
    event.preventDefault();
    const digits = contactNumber.replaceAll(/[\s()/-]/g, "");
    onEnter({ user: user.trim(), ...(digits && { contactNumber: digits }) });
  };
  return (
    <main class="start">
      <form onSubmit={enter}>
        <Logo />
        <h1>Serverless Chat</h1>
        <p>
          This is your own machine: be whomever you like. Open a second window, or another browser,
          to be somebody else.
        </p>
        <label>
          Your user id
          <input
            name="user"
            required
            maxLength={USER_ID_MAX}
            pattern={USER_ID.source.slice(1, -1)}
            title="Letters, digits and signs without spaces"
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
            Contact number <small>optional, so that others find you</small>
          </span>
          <input
            name="contactNumber"
            type="tel"
            pattern="\s*\+[\d\s\(\)\/\-]{6,24}"
            title="With the country, such as +49 30 123456"
            placeholder="+49 30 123456"
            autocomplete="tel"
            value={contactNumber}
            onInput={event => setContactNumber(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="primary">
          Start chatting
        </button>
      </form>
    </main>
  );
}
