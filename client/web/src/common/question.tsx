import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../language/language.js";

/** A dialog that asks before an action. It is open while it is on the page. */
export function Question({
  text,
  action,
  children,
  onConfirm,
  onClose,
}: {
  readonly text: string;
  /** The label of the button for the action. */
  readonly action: string;
  readonly children?: ComponentChildren;
  readonly onConfirm: () => void;
  /** Called once the dialog is closed, with any answer. */
  readonly onClose: () => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  const answer = (event: Event) => {
    event.preventDefault();
    dialog.current?.close();
    onConfirm();
  };
  return (
    <dialog ref={dialog} class="question" role="alertdialog" aria-label={text} onClose={onClose}>
      <form onSubmit={answer}>
        <p>{text}</p>
        {children}
        <div class="answers">
          <button type="button" onClick={() => dialog.current?.close()}>
            {t.app.cancel}
          </button>
          <button type="submit" class="primary">
            {action}
          </button>
        </div>
      </form>
    </dialog>
  );
}
