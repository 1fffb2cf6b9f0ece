/** What a key does, wherever the focus is. */
export type Shortcut = "leave" | "search" | "write";

/** The properties of a keyboard event that decide what it does. */
export interface PressedKey {
  readonly key: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly isComposing: boolean;
  readonly defaultPrevented: boolean;
}

/** Where a key was pressed. */
export interface Place {
  /** Whether the focus is where text is typed. */
  readonly isField: boolean;
  /** Whether a dialog or a menu is open: the keys are its own. */
  readonly isCovered: boolean;
}

/**
 * The meaning of a key: Ctrl or Command and K searches, Escape leaves the conversation, and a
 * letter outside of any field is written into the composer.
 */
export function shortcutOf(press: PressedKey, { isField, isCovered }: Place): Shortcut | undefined {
  const { key, altKey, ctrlKey, metaKey, shiftKey } = press;
  if (press.isComposing || press.defaultPrevented || isCovered) {
    return undefined;
  }
  if (key.toLowerCase() === "k" && ctrlKey !== metaKey && !altKey && !shiftKey) {
    return "search";
  }
  // Ctrl and Alt together are AltGr on Windows, which writes a sign.
  if (ctrlKey !== altKey || metaKey) {
    return undefined;
  }
  if (key === "Escape" && !ctrlKey) {
    return "leave";
  }
  // The space key presses buttons and scrolls.
  const isSign = [...key].length === 1 && key !== " ";
  return isSign && !isField ? "write" : undefined;
}
