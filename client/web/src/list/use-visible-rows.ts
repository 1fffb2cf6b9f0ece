import type { RefObject } from "preact";
import { useCallback, useEffect, useLayoutEffect, useState } from "preact/hooks";
import { FIRST_ROWS, type Rows, visibleRows } from "./visible-rows.js";

/** The rows of a list that are on the page. */
export interface VisibleRows extends Rows {
  /** Must be called when the list scrolls. */
  readonly onScroll: () => void;
  /** The height of a row, in pixels; 0 while there is none. */
  readonly row: number;
}

/**
 * Chooses the rows of a long list that are on the page.
 *
 * @param scroller the element that scrolls
 * @param list the list in it; all rows have the same height
 * @param count the number of all rows
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
  // The list may have become shorter than the scrolled length.
  return { first: first < count ? first : 0, end, row, onScroll: look };
}
