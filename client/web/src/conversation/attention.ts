/** Whether the user can see the conversation: the page is in front, and no dialog covers it. */
export function isLookedAt(): boolean {
  return (
    document.hasFocus() &&
    document.visibilityState === "visible" &&
    document.querySelector("dialog[open]") === null
  );
}
