/** The action of a key that works anywhere on the page. */
export type Shortcut = "find" | "leave" | "search" | "write";

/** The properties of a keyboard event that determine its action. */
export interface PressedKey {
  readonly key: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly isComposing: boolean;
  readonly defaultPrevented: boolean;
}

/** The context in which a key was pressed. */
export interface Place {
  /** Whether the focus is in a text field. */
  readonly isField: boolean;
  /** Whether a dialog or a menu is open, which handles the keys itself. */
  readonly isCovered: boolean;
}

/**
 * The action of a key: Ctrl-K or Command-K opens the search, Ctrl-F or Command-F the search in the
 * conversation, Escape closes the conversation, and a letter outside of any field goes to the
 * composer.
 */
export function shortcutOf(press: PressedKey, { isField, isCovered }: Place): Shortcut | undefined {
  const { key, altKey, ctrlKey, metaKey, shiftKey } = press;
  if (press.isComposing || press.defaultPrevented || isCovered) {
    return undefined;
  }
  if (ctrlKey !== metaKey && !altKey && !shiftKey) {
    return ({ f: "find", k: "search" } as const)[key.toLowerCase()];
  }
  // Ctrl and Alt together are AltGr on Windows, which types a character.
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
