/** Stores texts by key. If the browser refuses to store them, they are in memory until a reload. */
export class TextStorage {
  readonly #open: () => Storage;
  readonly #memory = new Map<string, string | undefined>();

  /** @param open returns the browser's storage; it and each method of the storage may throw */
  constructor(open: () => Storage) {
    this.#open = open;
  }

  get(key: string): string | undefined {
    if (this.#memory.has(key)) {
      return this.#memory.get(key);
    }
    return this.#try(storage => storage.getItem(key) ?? undefined);
  }

  /** @returns whether the browser stored it */
  set(key: string, value: string): boolean {
    return this.#write(key, value, storage => storage.setItem(key, value));
  }

  remove(key: string): void {
    this.#write(key, undefined, storage => storage.removeItem(key));
  }

  /** The keys that begin with a prefix. */
  keys(prefix: string): string[] {
    const kept = this.#try(storage => Object.keys(storage)) ?? [];
    const all = new Set([...kept, ...this.#memory.keys()]);
    return [...all].filter(key => key.startsWith(prefix) && this.get(key) !== undefined);
  }

  #write(key: string, value: string | undefined, write: (storage: Storage) => void): boolean {
    const isKept =
      this.#try(storage => {
        write(storage);
        return true;
      }) ?? false;
    if (isKept) {
      this.#memory.delete(key);
    } else {
      this.#memory.set(key, value);
    }
    return isKept;
  }

  /** A browser that blocks storage throws an error at the first or any later access. */
  #try<T>(use: (storage: Storage) => T): T | undefined {
    try {
      return use(this.#open());
    } catch {
      return undefined;
    }
  }
}

/** Storage shared by all tabs of this browser. */
export const browserStorage = new TextStorage(() => localStorage);
/** Storage that lasts while this tab is open. */
export const tabStorage = new TextStorage(() => sessionStorage);
