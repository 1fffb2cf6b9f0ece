import { useRef, useState } from "preact/hooks";
import { Icon } from "../common/icons.jsx";
import { t } from "../language/language.js";
import { EMOJI } from "./emoji.js";

/** The same as in the style sheet. */
const COLUMNS = 8;
const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  ArrowUp: -COLUMNS,
  ArrowDown: COLUMNS,
  Home: -EMOJI.length,
  End: EMOJI.length,
};

/** A button that opens a table of emoji. Arrow keys move in it, Escape closes it. */
export function EmojiPicker({ onPick }: { readonly onPick: (sign: string) => void }) {
  const table = useRef<HTMLDivElement>(null);
  // Tab reaches one button: the last one that had the focus.
  const [current, setCurrent] = useState(0);
  const focus = (index: number) => {
    setCurrent(index);
    table.current?.querySelectorAll("button")[index]?.focus();
  };
  const key = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step !== undefined) {
      event.preventDefault();
      const next = current + step;
      const jumps = event.key === "Home" || event.key === "End";
      if (jumps || EMOJI[next]) {
        focus(Math.min(EMOJI.length - 1, Math.max(0, next)));
      }
    }
  };
  const pick = (sign: string) => {
    table.current?.hidePopover();
    onPick(sign);
  };
  return (
    <>
      <button type="button" class="round emoji" popovertarget="emoji" aria-label={t.composer.emoji}>
        <Icon name="smile" />
      </button>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for the fields of a form. */}
      <div
        id="emoji"
        class="emoji-table"
        popover="auto"
        role="group"
        aria-label={t.composer.emoji}
        ref={table}
        onToggle={event => event.newState === "open" && focus(current)}
        onKeyDown={key}
      >
        {EMOJI.map(([sign, name], index) => (
          <button
            key={sign}
            type="button"
            aria-label={name}
            title={name}
            tabIndex={index === current ? 0 : -1}
            onClick={() => pick(sign)}
          >
            {sign}
          </button>
        ))}
      </div>
    </>
  );
}
