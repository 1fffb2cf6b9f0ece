/** Safari ends the composition of a word before it reports the key that confirmed it. */
const SAME_KEY_MS = 50;
/** The key code of a key that belongs to an input method. */
const INPUT_METHOD = 229;

/** The properties of a keyboard event that determine whether it sends the message. */
export interface KeyPress {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly isComposing: boolean;
  readonly keyCode: number;
  readonly timeStamp: number;
}

/**
 * Whether a key sends the message. Enter sends it, except on a touch screen, where Enter begins a
 * new line. Enter with Control or Command always sends it. An Enter that confirms a Chinese,
 * Japanese or Korean word never sends it.
 *
 * @param hasTouch whether the pointer is a finger
 * @param composedAt the time stamp of the last end of a composition
 */
export function sends(press: KeyPress, hasTouch: boolean, composedAt: number): boolean {
  const { key, shiftKey, altKey, ctrlKey, metaKey } = press;
  if (key !== "Enter" || press.isComposing || press.keyCode === INPUT_METHOD) {
    return false;
  }
  if (Math.abs(press.timeStamp - composedAt) < SAME_KEY_MS) {
    return false;
  }
  return ctrlKey || metaKey || !(shiftKey || altKey || hasTouch);
}
