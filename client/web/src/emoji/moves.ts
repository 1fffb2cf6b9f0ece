/** The same as in the style sheet. */
export const COLUMNS = 8;

/** The arrow keys in right-to-left text. */
const MIRRORED: Readonly<Record<string, string>> = {
  ArrowLeft: "ArrowRight",
  ArrowRight: "ArrowLeft",
};

/**
 * The cell that a key moves to, in stacked tables of {@link COLUMNS} columns.
 *
 * @param sizes the number of cells of each table, at least 1
 * @param from the index of the current cell, counted over all tables @returns the index of a cell;
 * -1 above the first row; undefined if the key does not move
 */
export function moved(
  key: string,
  sizes: readonly number[],
  from: number,
  isRightToLeft: boolean,
): number | undefined {
  const all = sizes.reduce((sum, size) => sum + size, 0);
  switch (isRightToLeft ? (MIRRORED[key] ?? key) : key) {
    case "ArrowLeft":
      return Math.max(0, from - 1);
    case "ArrowRight":
      return Math.min(all - 1, from + 1);
    case "ArrowUp":
      return up(sizes, from);
    case "ArrowDown":
      return down(sizes, from);
    case "Home":
      return 0;
    case "End":
      return all - 1;
    default:
      return undefined;
  }
}

function up(sizes: readonly number[], from: number): number {
  const [start, table] = tableOf(sizes, from);
  const above = sizes[table - 1];
  if (from - COLUMNS >= start) {
    return from - COLUMNS;
  }
  if (above === undefined) {
    return -1;
  }
  const lastRow = start - above + Math.floor((above - 1) / COLUMNS) * COLUMNS;
  return Math.min(start - 1, lastRow + (from - start));
}

function down(sizes: readonly number[], from: number): number {
  const [start, table] = tableOf(sizes, from);
  const end = start + (sizes[table] as number);
  if (from + COLUMNS < end) {
    return from + COLUMNS;
  }
  const column = (from - start) % COLUMNS;
  const isInLastRow = from - column + COLUMNS >= end;
  const below = sizes[table + 1];
  if (isInLastRow) {
    return below === undefined ? from : end + Math.min(column, below - 1);
  }
  return end - 1; // The last row may be shorter.
}

/** The index of the first cell of a cell's table, and the index of that table. */
function tableOf(sizes: readonly number[], cell: number): [start: number, table: number] {
  let start = 0;
  let table = 0;
  for (; cell >= start + (sizes[table] as number); table++) {
    start += sizes[table] as number;
  }
  return [start, table];
}
