/** Rows on the page beyond the visible ones, on either side. */
const SPARE = 10;

/** A part of a list. */
export interface Rows {
  /** The index of the first row. */
  readonly first: number;
  /** The index after the last row. */
  readonly end: number;
}

/** The rows on the page before the first measurement. */
export const FIRST_ROWS: Rows = { first: 0, end: 3 * SPARE };

/**
 * The rows of a list that must be on the page. They change in steps, so that few changes happen
 * while the user scrolls.
 *
 * @param above the pixels of the list above the visible part; may be negative
 * @param height the height of the visible part, in pixels
 * @param row the height of a row, in pixels
 */
export function visibleRows(above: number, height: number, row: number): Rows {
  const step = (rows: number) => Math.floor(rows / SPARE) * SPARE;
  return {
    first: Math.max(0, step(above / row) - SPARE),
    end: Math.max(0, step((above + height) / row)) + 2 * SPARE,
  };
}
