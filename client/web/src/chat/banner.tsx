import { useState } from "preact/hooks";
import { Icon } from "../common/icons.jsx";
import { t } from "../language/language.js";

/** A text above the page that the user can close. */
export function Banner({
  role,
  text,
  onClose,
}: {
  readonly role: "alert" | "status";
  /** The banner is hidden while the text is empty. */
  readonly text: string;
  /** Called when the user closes it; without it, the banner stays closed. */
  readonly onClose?: () => void;
}) {
  const [isClosed, setClosed] = useState(false);
  return (
    <div role={role}>
      {text !== "" && !isClosed && (
        <p class={`banner notice ${role}`}>
          <span>{text}</span>
          <button
            type="button"
            class="round"
            onClick={onClose ?? (() => setClosed(true))}
            aria-label={t.app.close}
          >
            <Icon name="close" />
          </button>
        </p>
      )}
    </div>
  );
}
