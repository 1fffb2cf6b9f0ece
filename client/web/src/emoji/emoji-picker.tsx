import type { FunctionComponent } from "preact";
import { useRef, useState } from "preact/hooks";
import { type Language, language, t } from "../language/language.js";
import type { EmojiPanelProps } from "./emoji-panel.jsx";
import type { EmojiTable } from "./table.js";

/** The parts that are loaded on first use. */
interface Loaded {
  readonly of: Language;
  readonly Panel: FunctionComponent<EmojiPanelProps>;
  readonly table: EmojiTable;
}

/**
 * An emoji picker with a search. A button opens it with `popovertarget` and this id, a script with
 * `showPopover`. Escape closes it.
 *
 * @param onPick called with the chosen emoji after the picker is closed
 */
export function EmojiPicker({
  id,
  onPick,
}: {
  readonly id: string;
  readonly onPick: (sign: string) => void;
}) {
  const popover = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [loaded, setLoaded] = useState<Loaded>();
  const [hasFailed, setFailed] = useState(false);
  const isReady = loaded?.of === language();
  const toggled = (open: boolean) => {
    setOpen(open);
    if (open && !isReady) {
      setFailed(false);
      load().then(setLoaded, () => setFailed(true));
    }
  };
  const pick = (sign: string) => {
    popover.current?.hidePopover();
    onPick(sign);
  };
  return (
    <div
      id={id}
      class="emoji-picker"
      popover="auto"
      role="dialog"
      aria-label={t.emoji.title}
      ref={popover}
      onToggle={event => toggled(event.newState === "open")}
    >
      {isOpen && isReady && <loaded.Panel table={loaded.table} onPick={pick} />}
      {isOpen && !isReady && <p role="status">{hasFailed ? t.emoji.notLoaded : t.emoji.loading}</p>}
    </div>
  );
}

async function load(): Promise<Loaded> {
  const of = language();
  const { EmojiPanel, loadTable } = await import("./emoji-panel.jsx");
  return { of, Panel: EmojiPanel, table: await loadTable(of) };
}
