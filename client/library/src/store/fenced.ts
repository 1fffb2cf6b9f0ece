import type { Store } from "./store.js";

/**
 * A store for a leader. Loading begins an epoch, and no write succeeds after a later epoch has
 * begun.
 *
 * @param begun is called with the epoch, before the store is loaded
 */
export function fenced(store: Store, begun: (epoch: number) => void): Store {
  let epoch = 0;
  return {
    isVolatile: store.isVolatile === true,
    async load() {
      epoch = (await store.lead?.()) ?? 0;
      begun(epoch);
      return store.load();
    },
    write: batch => store.write(store.lead ? { ...batch, epoch } : batch),
    entries: (peer, range) => store.entries(peer, range),
    folds: (peer, targets) => store.folds(peer, targets),
    close: () => store.close(),
  };
}
