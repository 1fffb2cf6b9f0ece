import type { RefObject } from "preact";
import { useRef } from "preact/hooks";
import { hasTouch } from "../common/pointer.js";
import { t } from "../language/language.js";
import { sends } from "./enter.js";

/** A field for a text of one or more lines. It grows with the text. */
export function MessageField({
  area,
  label,
  text,
  isTooLong,
  onWrite,
  onSubmit,
  onKey,
  onBlur,
}: {
  readonly area: RefObject<HTMLTextAreaElement | null>;
  readonly label: string;
  readonly text: string;
  readonly isTooLong: boolean;
  /**
   * Called when the user has changed the text; `inserted` is the text of that change, if the
   * browser reports it.
   */
  readonly onWrite: (value: string, inserted?: string | null) => void;
  /** Called when the user has pressed the key that sends. */
  readonly onSubmit: (event: Event) => void;
  /** Called when the user has pressed another key. */
  readonly onKey: (event: KeyboardEvent) => void;
  readonly onBlur?: () => void;
}) {
  const composedAt = useRef(-Infinity);
  return (
    <div class="grows" data-text={`${text}\n`}>
      <textarea
        ref={area}
        rows={1}
        dir="auto"
        placeholder={t.composer.write}
        aria-label={label}
        aria-invalid={isTooLong}
        enterkeyhint={hasTouch() ? "enter" : "send"}
        value={text}
        onInput={event => onWrite(event.currentTarget.value, event.data)}
        onCompositionEnd={({ timeStamp }) => {
          composedAt.current = timeStamp;
        }}
        onKeyDown={event =>
          sends(event, hasTouch(), composedAt.current) ? onSubmit(event) : onKey(event)
        }
        onBlur={onBlur}
      />
    </div>
  );
}
