import assert from "node:assert/strict";
import { test } from "node:test";
import { FIRST_ROWS, visibleRows } from "../../src/list/visible-rows.js";

const ROW = 67;
const HEIGHT = 600;

test("at any position, all visible rows and some more are on the page", () => {
  for (let above = -100; above < 3_000 * ROW; above += 41) {
    const { first, end } = visibleRows(above, HEIGHT, ROW);
    const seenFirst = Math.max(0, Math.floor(above / ROW));
    const seenEnd = Math.ceil((above + HEIGHT) / ROW);
    assert.ok(first <= Math.max(0, seenFirst - 10), `${above}: from ${first}`);
    assert.ok(end >= seenEnd + 9, `${above}: to ${end}`);
    assert.ok(end - first <= 50, `${above}: ${end - first} rows`);
  }
});

test("the rows on the page change in steps", () => {
  const moves = new Set<number>();
  for (let above = 0; above < 100 * ROW; above += 10) {
    moves.add(visibleRows(above, HEIGHT, ROW).first);
  }
  assert.ok(moves.size <= 11);
});

test("the first rows are on the page before the first measurement", () => {
  assert.deepEqual(FIRST_ROWS, { first: 0, end: 30 });
});
