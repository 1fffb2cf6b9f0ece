/**
 * The element that an arrow key focuses in a search and its results.
 *
 * @param field the search field, which comes before the first result
 * @param results the results, in order
 * @param from the element that has the focus
 * @returns undefined if the key does not move the focus
 */
export function next<Item>(
  key: string,
  field: Item,
  results: readonly Item[],
  from: Item,
): Item | undefined {
  const all = [field, ...results];
  const at = all.indexOf(from);
  const step = { ArrowDown: 1, ArrowUp: -1 }[key];
  return step === undefined || at < 0 ? undefined : all[at + step];
}
