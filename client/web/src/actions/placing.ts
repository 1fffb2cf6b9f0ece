/** The distance of a menu from its message and from the edges of the page, in pixels. */
const GAP = 6;

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/**
 * The position of a menu within the page: below an element, or above it if there is more room.
 *
 * @param isAtStart whether to align it with the left edge of the element instead of the right one
 */
export function besideOf(
  element: Box,
  menu: Pick<Box, "width" | "height">,
  page: Pick<Box, "width" | "height">,
  isAtStart: boolean,
): { readonly left: number; readonly top: number } {
  const below = element.top + element.height + GAP;
  const above = element.top - GAP - menu.height;
  const fitsBelow = below + menu.height <= page.height - GAP;
  const wanted = isAtStart ? element.left : element.left + element.width - menu.width;
  return {
    left: within(wanted, page.width - menu.width),
    top: within(fitsBelow || above < GAP ? below : above, page.height - menu.height),
  };
}

function within(wanted: number, most: number): number {
  return Math.max(GAP, Math.min(wanted, most - GAP));
}
