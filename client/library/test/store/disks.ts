import "fake-indexeddb/auto";
import { FileStore } from "../../src/store/file.js";
import { IndexedDbStore } from "../../src/store/indexeddb.js";
import { MemoryStore } from "../../src/store/memory.js";
import type { Store } from "../../src/store/store.js";
import { nextPath } from "./fixtures.js";

let stores = 0;

/** A store that can be opened again. */
export interface Disk {
  open(): Promise<Store>;
}

/** A new disk for each kind of store. */
export const DISKS: Record<string, () => Disk> = {
  MemoryStore: () => {
    const store = new MemoryStore();
    return { open: () => Promise.resolve(store) };
  },
  IndexedDbStore: () => {
    const name = `store-${stores++}`;
    return { open: () => Promise.resolve(new IndexedDbStore(name)) };
  },
  FileStore: () => {
    const path = nextPath();
    return { open: () => FileStore.open(path) };
  },
};
