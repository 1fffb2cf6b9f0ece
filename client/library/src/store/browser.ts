import { IndexedDbStore } from "./indexeddb.js";
import { MemoryStore } from "./memory.js";
import type { Store } from "./store.js";

/**
 * The best store this browser has: IndexedDB, shared by all tabs. Where that or Web Locks are
 * missing, as on insecure origins, each tab is a device of its own that is gone when it closes:
 * tabs that cannot agree on who leads must not share one.
 *
 * @param name one for each user who signs in with this browser
 */
export function browserStore(name: string): Store {
  const shares =
    typeof indexedDB !== "undefined" &&
    typeof BroadcastChannel !== "undefined" &&
    navigator.locks !== undefined;
  return shares ? new IndexedDbStore(name) : new MemoryStore();
}
