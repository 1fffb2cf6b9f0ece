import { bodyHashOf } from "../protocol/chain.js";
import { isMessage } from "../protocol/content.js";
import { foldsIn, merged } from "../protocol/fold.js";
import type { Entry, Fold } from "../protocol/model.js";
import type { Batch, PlacedEntry, PlacedFold, Store } from "../store/store.js";

/** A batch whose operations are not folded yet. */
export interface Unfolded extends Batch {
  /**
   * The operations that were placed since the last batch, and the messages that were placed after
   * entries that the device already had.
   */
  readonly placed?: readonly PlacedEntry[];
  /** Messages that the user has hidden. */
  readonly hidden?: readonly PlacedMark[];
}

/** A hidden message, and its conversation. */
export interface PlacedMark {
  readonly peer: string;
  readonly seq: number;
}

/**
 * Folds the operations of a batch. Removed, hidden and replaced texts are deleted: such an entry
 * keeps only the hash of its body, and the text of an edit is in the fold.
 */
export async function folded(
  store: Store,
  { placed = [], hidden: marks = [], ...batch }: Unfolded,
): Promise<Batch> {
  if (placed.length + marks.length === 0) {
    return batch;
  }
  const entries = new Map((batch.entries ?? []).map(one => [keyOf(one.peer, one.entry.seq), one]));
  const folds: PlacedFold[] = [];
  for (const peer of new Set([...placed, ...marks].map(one => one.peer))) {
    const own = placed.filter(one => one.peer === peer).map(({ entry }) => entry);
    const held = batch.dropped?.includes(peer) ? undefined : store;
    const put = (entry: Entry) => entries.set(keyOf(peer, entry.seq), { peer, entry });
    for (const edit of own.filter(({ body }) => body?.type === "edit")) {
      put(erased(edit));
    }
    const news = foldsIn(own);
    for (const { seq: target } of marks.filter(one => one.peer === peer)) {
      news.set(target, { target, hidden: true, reactions: [] });
    }
    for (const fold of await joined(held, peer, own, news)) {
      const { target } = fold;
      if (news.has(target)) {
        folds.push({ peer, fold });
      }
      if (fold.removedBy || fold.hidden) {
        const range = { after: target - 1, before: target + 1, limit: 1 };
        const [stored] = (await held?.entries(peer, range)) ?? [];
        const entry = entries.get(keyOf(peer, target))?.entry ?? stored;
        if (entry && (entry.body || (fold.hidden && !entry.hidden))) {
          const { removedBy, hidden } = fold;
          put({ ...erased(entry), ...(removedBy && { removedBy }), ...(hidden && { hidden }) });
        }
      }
    }
  }
  return { ...batch, entries: [...entries.values()], folds };
}

function keyOf(peer: string, seq: number): string {
  return `${seq} ${peer}`;
}

/** The known folds of the messages among some entries, and of the targets of the operations. */
async function joined(
  held: Store | undefined,
  peer: string,
  entries: readonly Entry[],
  news: ReadonlyMap<number, Fold>,
): Promise<Fold[]> {
  const messages = entries.filter(isMessage).map(({ seq }) => seq);
  const all = new Map(news);
  for (const fold of (await held?.folds(peer, [...new Set([...messages, ...news.keys()])])) ?? []) {
    const { target } = fold;
    all.set(target, merged(fold, all.get(target) ?? fold));
  }
  return [...all.values()];
}

/** An entry without its content. */
export function erased(entry: Entry): Entry {
  const { body: _, salt: __, ...rest } = entry;
  const hash = bodyHashOf(entry);
  return isMessage(entry)
    ? { ...rest, ...(hash && { bodyHash: hash }) }
    : { ...rest, body: { type: "erased", ...(hash && { hash }) } };
}
