import { browserStorage } from "../common/storage.js";

/** The colors of the page: those of the system, light or dark. */
export type Theme = "system" | "light" | "dark";

const KEY = "theme";

/** The theme that this browser is set to. */
export function theme(): Theme {
  const kept = browserStorage.get(KEY);
  return kept === "light" || kept === "dark" ? kept : "system";
}

/** Sets this browser to a theme. */
export function setTheme(wanted: Theme): void {
  browserStorage.set(KEY, wanted);
  applyTheme();
}

/** Applies the theme to the page. */
export function applyTheme(): void {
  document.documentElement.dataset.theme = theme();
}
