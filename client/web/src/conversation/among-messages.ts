const STEPS: Readonly<Record<string, -1 | 1>> = { ArrowUp: -1, ArrowDown: 1 };

/** The buttons of the messages, which open their menus. */
function buttonsIn(list: Element): HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>(".act")];
}

/** Moves the focus by the arrow keys from message to message. The keys for a menu open its menu. */
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

/** Lets Tab reach the message that has the focus. */
export function reached(event: FocusEvent): void {
  const button = (event.target as Element).closest<HTMLElement>(".act");
  if (button) {
    reach(buttonsIn(event.currentTarget as Element), button);
  }
}

/** Lets Tab reach the last message, if it reaches none. */
export function reachLast(list: Element): void {
  const buttons = buttonsIn(list);
  if (!buttons.some(({ tabIndex }) => tabIndex === 0)) {
    reach(buttons, buttons.at(-1));
  }
}

function reach(buttons: readonly HTMLElement[], chosen: HTMLElement | undefined): void {
  for (const button of buttons) {
    button.tabIndex = button === chosen ? 0 : -1;
  }
}
