import type { FunctionComponent } from "preact";
import { useRef, useState } from "preact/hooks";
import { language, t } from "../language/language.js";
import type { EmojiPanelProps } from "./emoji-panel.jsx";
import type { EmojiTable } from "./table.js";

/** The parts that are loaded on first use. */
interface Loaded {
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
  const toggled = (open: boolean) => {
    setOpen(open);
    if (open) {
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
      {isOpen && loaded && <loaded.Panel table={loaded.table} onPick={pick} />}
      {isOpen && !loaded && <p role="status">{hasFailed ? t.emoji.notLoaded : t.emoji.loading}</p>}
    </div>
  );
}

async function load(): Promise<Loaded> {
  const { EmojiPanel, loadTable } = await import("./emoji-panel.jsx");
  return { Panel: EmojiPanel, table: await loadTable(language()) };
}
