/**
 * Whether the user's pointer is a finger, so that the keyboard is on the screen and there is no
 * hover.
 */
export function hasTouch(): boolean {
  return matchMedia("(pointer: coarse)").matches;
}
