import type { Store } from "./store.js";

/** A store for the leader of an epoch: it takes no write once a later epoch has begun. */
export function fenced(store: Store, epoch: number): Store {
  return {
    load: () => store.load(),
    write: batch => store.write({ ...batch, epoch }),
    entries: (peer, range) => store.entries(peer, range),
    close: () => store.close(),
  };
}
