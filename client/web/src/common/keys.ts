/** Marks the page with `data-keys` while its user works with the keyboard: then fields show the focus. */
export function markKeys(root: HTMLElement): void {
  addEventListener("keydown", () => root.setAttribute("data-keys", ""), { capture: true });
  addEventListener("pointerdown", () => root.removeAttribute("data-keys"), { capture: true });
}
