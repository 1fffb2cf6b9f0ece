/** How the page looks: as the system does, or one way always. */
export type Theme = "system" | "light" | "dark";

const KEY = "theme";

/** What this browser is set to. */
export function theme(): Theme {
  const kept = localStorage.getItem(KEY);
  return kept === "light" || kept === "dark" ? kept : "system";
}

/** Sets this browser to a theme. */
export function setTheme(wanted: Theme): void {
  localStorage.setItem(KEY, wanted);
  applyTheme();
}

/** Shows the page in its theme. */
export function applyTheme(): void {
  document.documentElement.dataset.theme = theme();
}
