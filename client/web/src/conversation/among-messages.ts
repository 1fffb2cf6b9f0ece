const STEPS: Readonly<Record<string, -1 | 1>> = { ArrowUp: -1, ArrowDown: 1 };

/** The buttons of the messages, which open their menus. */
function buttonsIn(list: Element): HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>(".act")];
}

/**
 * Moves the focus from message to message with the arrow keys. The menu keys open the menu of the
 * focused message.
 */
export function moveAmongMessages(event: KeyboardEvent): void {
  const buttons = buttonsIn(event.currentTarget as Element);
  const from = buttons.indexOf(event.target as HTMLElement);
  const step = STEPS[event.key];
  const isForMenu = event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey);
  if (from >= 0 && isForMenu) {
    event.preventDefault();
    buttons[from]?.click();
  } else if (from >= 0 && step !== undefined) {
    event.preventDefault();
    buttons[from + step]?.focus();
  }
}

/** Makes the focused message reachable by Tab. */
export function reached(event: FocusEvent): void {
  const button = (event.target as Element).closest<HTMLElement>(".act");
  if (button) {
    reach(buttonsIn(event.currentTarget as Element), button);
  }
}

/** Makes the focused message reachable by Tab, or else the last one. */
export function reachLast(list: Element): void {
  const buttons = buttonsIn(list);
  const focused = buttons.find(button => button === document.activeElement);
  reach(buttons, focused ?? buttons.at(-1));
}

function reach(buttons: readonly HTMLElement[], chosen: HTMLElement | undefined): void {
  for (const button of buttons) {
    button.tabIndex = button === chosen ? 0 : -1;
  }
}

/** Moves the focus away from a message that is about to be hidden. */
export function focusBeside(seq: number): void {
  const row = document.querySelector(`.messages [data-seq="${seq}"]`);
  if (row?.contains(document.activeElement)) {
    const buttons = buttonsIn(row.parentElement as Element);
    const at = buttons.findIndex(button => row.contains(button));
    const beside = buttons[at + 1] ?? buttons[at - 1];
    beside ? beside.focus() : focusList();
  }
}

/** Moves the focus to the list of messages. */
export function focusList(): void {
  document.querySelector<HTMLElement>(".messages .scroller")?.focus();
}
