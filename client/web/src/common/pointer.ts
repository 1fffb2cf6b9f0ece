/** Whether the user's pointer is a finger: the keyboard is on the screen, and nothing hovers. */
export function hasTouch(): boolean {
  return matchMedia("(pointer: coarse)").matches;
}
