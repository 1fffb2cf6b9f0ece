/**
 * Marks the page with `data-keys` while the user works with the keyboard, so that fields show the
 * focus.
 */
export function markKeys(root: HTMLElement): void {
  addEventListener("keydown", () => root.setAttribute("data-keys", ""), { capture: true });
  addEventListener("pointerdown", () => root.removeAttribute("data-keys"), { capture: true });
}
