import type { Entry } from "../protocol/frames.js";
import { MemoryStore } from "./memory.js";
import { isEmptyRange } from "./range.js";
import type {
  Batch,
  ConversationRecord,
  DeviceRecord,
  Loaded,
  OutboxItem,
  Range,
  Store,
} from "./store.js";

const VERSION = 1;
const DEVICE_KEY = "device";

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

/** A store of the browser, on IndexedDB. Tabs that open it share one device, by Web Locks. */
export class IndexedDbStore implements Store {
  readonly sharedName: string;
  readonly #database: Promise<IDBDatabase>;

  /**
   * @param name one for each user who signs in with this browser
   * @param factory by default the browser's
   */
  constructor(name: string, factory: IDBFactory = indexedDB) {
    this.sharedName = `serverlesschat:${name}`;
    const opening = factory.open(this.sharedName, VERSION);
    opening.onupgradeneeded = () => {
      const database = opening.result;
      database.createObjectStore("device");
      database.createObjectStore("conversations", { keyPath: "peer" });
      database.createObjectStore("entries");
      database.createObjectStore("outbox", { keyPath: "clientMessageId" });
    };
    this.#database = result(opening);
    // Told by each call; without any, nobody is interested.
    this.#database.catch(() => {});
  }

  async load(): Promise<Loaded> {
    const transaction = (await this.#database).transaction(["device", "conversations", "outbox"]);
    const [device, conversations, outbox] = await Promise.all([
      result<DeviceRecord | undefined>(transaction.objectStore("device").get(DEVICE_KEY)),
      result<ConversationRecord[]>(transaction.objectStore("conversations").getAll()),
      result<OutboxItem[]>(transaction.objectStore("outbox").getAll()),
    ]);
    outbox.sort((a, b) => a.order - b.order);
    return { ...(device && { device }), conversations, outbox };
  }

  async write(batch: Batch): Promise<void> {
    const transaction = (await this.#database).transaction(
      ["device", "conversations", "entries", "outbox"],
      "readwrite",
      { durability: "strict" },
    );
    const done = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
    try {
      put(transaction, batch);
    } catch (error) {
      transaction.abort();
      await done.catch(() => {});
      throw error;
    }
    await done;
  }

  async entries(peer: string, range: Range): Promise<Entry[]> {
    // IndexedDB throws for a range that ends before it begins, and reads 0 as no limit.
    if (isEmptyRange(range)) {
      return [];
    }
    const { after = 0, before = Infinity, limit, oldest } = range;
    const keys = IDBKeyRange.bound([peer, after], [peer, before], true, true);
    const store = (await this.#database).transaction("entries").objectStore("entries");
    if (oldest || limit === Infinity) {
      return result(store.getAll(keys, limit === Infinity ? undefined : limit));
    }
    return new Promise((resolve, reject) => {
      const found: Entry[] = [];
      const cursors = store.openCursor(keys, "prev");
      cursors.onerror = () => reject(cursors.error);
      cursors.onsuccess = () => {
        const cursor = cursors.result;
        if (cursor && found.length < limit) {
          found.push(cursor.value);
          cursor.continue();
        } else {
          resolve(found.reverse());
        }
      };
    });
  }

  async close(): Promise<void> {
    (await this.#database).close();
  }
}

function put(transaction: IDBTransaction, batch: Batch): void {
  const entries = transaction.objectStore("entries");
  const conversations = transaction.objectStore("conversations");
  const outbox = transaction.objectStore("outbox");
  if (batch.device) {
    transaction.objectStore("device").put(batch.device, DEVICE_KEY);
  }
  for (const peer of batch.dropped ?? []) {
    conversations.delete(peer);
    entries.delete(IDBKeyRange.bound([peer, -Infinity], [peer, Infinity]));
  }
  for (const conversation of batch.conversations ?? []) {
    conversations.put(conversation);
  }
  for (const { peer, entry } of batch.entries ?? []) {
    entries.put(entry, [peer, entry.seq]);
  }
  for (const item of batch.outbox ?? []) {
    outbox.put(item);
  }
  for (const id of batch.settled ?? []) {
    outbox.delete(id);
  }
}

function result<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
