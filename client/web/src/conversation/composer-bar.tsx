import { Icon } from "../common/icons.jsx";

/** A bar above the field with the purpose of the text, and a button to cancel it. */
export function ComposerBar({
  title,
  text,
  cancel,
  onCancel,
}: {
  readonly title: string;
  /** The beginning of the message that is edited or answered. */
  readonly text: string;
  /** The label of the button. */
  readonly cancel: string;
  readonly onCancel: () => void;
}) {
  return (
    <div class="composer-bar">
      <p>
        <strong>{title}</strong>
        <span dir="auto">{text}</span>
      </p>
      <button type="button" class="round" aria-label={cancel} onClick={onCancel}>
        <Icon name="close" />
      </button>
    </div>
  );
}
