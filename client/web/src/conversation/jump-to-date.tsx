import { useRef } from "preact/hooks";
import { t } from "../language/language.js";
import { dayInput, startOfDay } from "./days.js";

/** The id of the form, for the buttons that open it. */
export const JUMP_TO_DATE = "jump-to-date";

/** A form that jumps to the messages of a day. */
export function JumpToDate({ onJump }: { readonly onJump: (moment: number) => void }) {
  const form = useRef<HTMLFormElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const jump = (event: Event) => {
    event.preventDefault();
    form.current?.hidePopover();
    onJump(startOfDay(field.current?.value as string));
  };
  return (
    <form
      ref={form}
      id={JUMP_TO_DATE}
      class="menu jump"
      popover="auto"
      onSubmit={jump}
      onToggle={event => event.newState === "open" && field.current?.focus()}
    >
      <label>
        {t.conversation.jumpToDate}
        <input ref={field} type="date" required max={dayInput(Date.now())} />
      </label>
      <button type="submit">{t.conversation.jump}</button>
    </form>
  );
}
