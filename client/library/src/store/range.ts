import type { Range } from "./store.js";

/** Whether no entry can be in a range. */
export function isEmptyRange({ after = 0, before = Infinity, limit }: Range): boolean {
  return limit < 1 || before - after <= 1;
}
