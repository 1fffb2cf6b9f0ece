const FIELDS = "input, textarea, [contenteditable]";

/**
 * Ignores files and text dropped on the page, except text dropped into a field. A browser would
 * open them.
 */
export function ignoreDrops(): void {
  for (const name of ["dragover", "drop"] as const) {
    addEventListener(name, event => {
      const hasFiles = event.dataTransfer?.types.includes("Files") ?? false;
      const isField = event.target instanceof Element && event.target.matches(FIELDS);
      if (hasFiles || !isField) {
        event.preventDefault();
        if (event.dataTransfer) {
          event.dataTransfer.dropEffect = "none";
        }
      }
    });
  }
}
