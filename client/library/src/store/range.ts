import type { Range } from "./store.js";

/** Whether a range cannot contain any entry. */
export function isEmptyRange({ after = 0, before = Infinity, limit }: Range): boolean {
  return limit < 1 || before - after <= 1;
}
