import { browserStorage } from "../common/storage.js";

/** The color theme of the page: light, dark, or that of the system. */
export type Theme = "system" | "light" | "dark";

const KEY = "theme";

/** The theme setting of this browser. */
export function theme(): Theme {
  const kept = browserStorage.get(KEY);
  return kept === "light" || kept === "dark" ? kept : "system";
}

/** Changes the theme setting of this browser. */
export function setTheme(wanted: Theme): void {
  browserStorage.set(KEY, wanted);
  applyTheme();
}

/** Applies the theme to the page. */
export function applyTheme(): void {
  document.documentElement.dataset.theme = theme();
}
