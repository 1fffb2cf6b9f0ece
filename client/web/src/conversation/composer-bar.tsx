import { Icon } from "../common/icons.jsx";

/** Above the field: what the text is for, and a button to end that. */
export function ComposerBar({
  title,
  text,
  cancel,
  onCancel,
}: {
  readonly title: string;
  /** The beginning of the message that it is about. */
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
