import { useState } from "preact/hooks";
import { textOf } from "../common/texts.js";
import { t } from "../language/language.js";
import { hasNotifications, notificationsAreOn, setNotifications } from "./notifications.js";

/** Turns notifications on and off; absent if the browser has none. */
export function NotificationsForm() {
  const [isOn, setOn] = useState(notificationsAreOn);
  const [problem, setProblem] = useState("");
  if (!hasNotifications()) {
    return null;
  }
  const change = (wanted: boolean) => {
    setNotifications(wanted).then(
      on => {
        setOn(on);
        setProblem(wanted && !on ? t.settings.notificationsBlocked : "");
      },
      error => setProblem(textOf(error)),
    );
  };
  return (
    <fieldset>
      <label class="choice">
        <input
          type="checkbox"
          role="switch"
          aria-checked={isOn}
          checked={isOn}
          onChange={event => {
            change(event.currentTarget.checked);
            event.currentTarget.checked = isOn;
          }}
        />
        {t.settings.notifications}
      </label>
      <p role="status">{problem}</p>
    </fieldset>
  );
}
