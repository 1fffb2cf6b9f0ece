import type { RefObject } from "preact";
import { t } from "../language/language.js";
import { Icon } from "./icons.jsx";

/** The title of a dialog, and the button that closes it. */
export function DialogHeader({
  dialog,
  id,
  title,
}: {
  readonly dialog: RefObject<HTMLDialogElement | null>;
  /** The id of the title, for `aria-labelledby`. */
  readonly id: string;
  readonly title: string;
}) {
  return (
    <header>
      <h2 id={id}>{title}</h2>
      <button
        type="button"
        class="round"
        aria-label={t.app.close}
        onClick={() => dialog.current?.close()}
      >
        <Icon name="close" />
      </button>
    </header>
  );
}
