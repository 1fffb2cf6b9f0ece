/** Rows that are on the page beyond those that are seen, on either side. */
const SPARE = 10;

/** A part of a list. */
export interface Rows {
  /** The first one, from 0. */
  readonly first: number;
  /** The one after the last. */
  readonly end: number;
}

/** What is on the page before anything could be measured. */
export const FIRST_ROWS: Rows = { first: 0, end: 3 * SPARE };

/**
 * Which rows of a list must be on the page. It moves in steps, so that little changes while one
 * scrolls.
 *
 * @param above how many pixels of the list are above of what is seen; may be less than none
 * @param height of what is seen, in pixels
 * @param row the height of a row, in pixels
 */
export function visibleRows(above: number, height: number, row: number): Rows {
  const step = (rows: number) => Math.floor(rows / SPARE) * SPARE;
  return {
    first: Math.max(0, step(above / row) - SPARE),
    end: Math.max(0, step((above + height) / row)) + 2 * SPARE,
  };
}
