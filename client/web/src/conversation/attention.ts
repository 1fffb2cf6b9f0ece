/**
 * Whether the user can see the conversation: the page is visible and focused, and no dialog covers
 * it.
 */
export function isLookedAt(): boolean {
  return (
    document.hasFocus() &&
    document.visibilityState === "visible" &&
    document.querySelector("dialog[open]") === null
  );
}
