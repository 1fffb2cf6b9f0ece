import type { RefObject } from "preact";
import { useCallback, useEffect, useLayoutEffect, useState } from "preact/hooks";
import { FIRST_ROWS, type Rows, visibleRows } from "./visible-rows.js";

/** Rows on the page, and what stands for the others. */
export interface VisibleRows extends Rows {
  /** Where one scrolls was scrolled. */
  readonly onScroll: () => void;
  /** The height of a row, in pixels; 0 until there is one. */
  readonly row: number;
}

/**
 * Which rows of a long list are on the page.
 *
 * @param scroller what scrolls
 * @param list in it, the list, whose rows are all of one height
 * @param count of all rows
 */
export function useVisibleRows(
  scroller: RefObject<HTMLElement | null>,
  list: RefObject<HTMLElement | null>,
  count: number,
): VisibleRows {
  const [{ first, end }, setRows] = useState<Rows>(FIRST_ROWS);
  const [row, setRow] = useState(0);
  const look = useCallback(() => {
    const [outer, inner] = [scroller.current, list.current];
    const one = inner?.firstElementChild?.getBoundingClientRect().height;
    if (outer && inner && one) {
      const above = outer.getBoundingClientRect().top - inner.getBoundingClientRect().top;
      const next = visibleRows(above, outer.clientHeight, one);
      setRow(one);
      setRows(rows => (rows.first === next.first && rows.end === next.end ? rows : next));
    }
  }, [scroller, list]);
  useLayoutEffect(look, [look, count]);
  useEffect(() => {
    const resized = new ResizeObserver(look);
    resized.observe(scroller.current as HTMLElement);
    return () => resized.disconnect();
  }, [scroller, look]);
  // The list may have become shorter than what was scrolled to.
  return { first: first < count ? first : 0, end, row, onScroll: look };
}
