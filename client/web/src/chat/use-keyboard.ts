import { useEffect } from "preact/hooks";
import { shortcutOf } from "./keyboard.js";

const FIELDS = "input, textarea, select, [contenteditable]";

/** Handles the keys of the whole page. */
export function useKeyboard(): void {
  useEffect(() => {
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
}

function press(event: KeyboardEvent): void {
  const { activeElement } = document;
  const place = {
    isField: activeElement?.matches(FIELDS) ?? false,
    isCovered: document.querySelector("dialog[open], :popover-open") !== null,
  };
  switch (shortcutOf(event, place)) {
    case "search":
      event.preventDefault(); // Prevents the browser's own web search.
      document.querySelector<HTMLElement>(".search input")?.focus();
      break;
    case "find":
      find(event);
      break;
    case "leave":
      location.hash = "#/";
      break;
    case "write":
      // The browser writes the letter into the field that has the focus now.
      document.querySelector<HTMLElement>(".composer textarea")?.focus();
      break;
  }
}

/** Opens the search in the conversation. In its field, the key opens the browser's own search. */
function find(event: KeyboardEvent): void {
  const target = document.querySelector<HTMLElement>(".find input, .opens-find");
  if (target && target !== document.activeElement) {
    event.preventDefault();
    target.matches("input") ? target.focus() : target.click();
  }
}
