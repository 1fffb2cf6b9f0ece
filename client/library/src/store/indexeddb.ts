import { ChatError, closedError } from "../errors.js";
import type { Host, HostPorts, SharedStore } from "../host/host.js";
import type { Entry } from "../protocol/frames.js";
import { TabHost } from "../tabs/tab-host.js";
import { DEVICE_KEY, EPOCH_KEY, openDatabase, put, result, STORES } from "./indexeddb-schema.js";
import { isEmptyRange } from "./range.js";
import { storageError, supersededError } from "./storage-error.js";
import type {
  Batch,
  ConversationRecord,
  DeviceRecord,
  Loaded,
  OutboxItem,
  Range,
  Store,
} from "./store.js";

/** Errors of a connection that the browser has closed; the same work may succeed on a new one. */
const LOST = ["InvalidStateError", "UnknownError", "AbortError"];

/**
 * The store of a browser: IndexedDB, shared by all tabs. Where the browser refuses IndexedDB or Web
 * Locks, the client works in memory and reports that by `storage`.
 *
 * @param name one for each user who signs in with this browser
 */
export function browserStore(name: string): Store {
  return new IndexedDbStore(name);
}

/** A store on IndexedDB. It opens the database again when the browser has closed it. */
export class IndexedDbStore implements SharedStore {
  readonly sharedName: string;
  readonly #factory: IDBFactory | undefined;
  #database: Promise<IDBDatabase> | undefined;
  #isClosed = false;

  /**
   * @param name one for each user who signs in with this browser
   * @param factory by default the browser's
   */
  constructor(name: string, factory?: IDBFactory) {
    this.sharedName = `serverlesschat:${name}`;
    this.#factory = factory;
  }

  share(ports: HostPorts): Host {
    return new TabHost(ports, this.sharedName);
  }

  /** @throws `ChatError` `storageUnavailable` or `storageOutdated`, or with the browser's reason */
  open(): Promise<void> {
    return this.#use(() => Promise.resolve());
  }

  lead(): Promise<number> {
    return this.#use(async database => {
      const transaction = database.transaction("device", "readwrite", { durability: "strict" });
      const device = transaction.objectStore("device");
      const epoch = ((await result<number | undefined>(device.get(EPOCH_KEY))) ?? 0) + 1;
      device.put(epoch, EPOCH_KEY);
      await completed(transaction);
      return epoch;
    });
  }

  load(): Promise<Loaded> {
    return this.#use(async database => {
      const transaction = database.transaction(["device", "conversations", "outbox"]);
      const [device, conversations, outbox] = await Promise.all([
        result<DeviceRecord | undefined>(transaction.objectStore("device").get(DEVICE_KEY)),
        result<ConversationRecord[]>(transaction.objectStore("conversations").getAll()),
        result<OutboxItem[]>(transaction.objectStore("outbox").getAll()),
      ]);
      outbox.sort((a, b) => a.order - b.order);
      return { ...(device && { device }), conversations, outbox };
    });
  }

  write(batch: Batch): Promise<void> {
    return this.#use(database => written(database, batch));
  }

  async entries(peer: string, range: Range): Promise<Entry[]> {
    // IndexedDB throws for a range that ends before it begins, and reads 0 as no limit.
    return isEmptyRange(range) ? [] : this.#use(database => read(database, peer, range));
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#drop(this.#database);
  }

  /** Does some work on the database; once more on a new connection if the browser closed this one. */
  async #use<T>(work: (database: IDBDatabase) => Promise<T>): Promise<T> {
    let connection: Promise<IDBDatabase> | undefined;
    try {
      try {
        connection = this.#connection();
        return await work(await connection);
      } catch (error) {
        if (!LOST.includes((error as Error | null)?.name ?? "")) {
          throw error;
        }
        this.#drop(connection);
        return await work(await this.#connection());
      }
    } catch (cause) {
      throw storageError(cause);
    }
  }

  #connection(): Promise<IDBDatabase> {
    if (this.#isClosed) {
      throw closedError();
    }
    this.#database ??= this.#open();
    return this.#database;
  }

  #open(): Promise<IDBDatabase> {
    const connection = openDatabase(this.#factory ?? browserFactory(), this.sharedName);
    const drop = () => this.#drop(connection);
    connection.then(database => {
      // Another tab wants to upgrade the database: it waits until all others have closed it.
      database.onversionchange = drop;
      database.onclose = drop;
    }, drop);
    return connection;
  }

  /** Closes a connection, also one that is still being opened. */
  #drop(connection: Promise<IDBDatabase> | undefined): void {
    if (this.#database === connection) {
      this.#database = undefined;
    }
    connection?.then(
      database => database.close(),
      () => {
        // The call that opened it reports why it failed.
      },
    );
  }
}

function browserFactory(): IDBFactory {
  // Some browsers throw here where storage is blocked, others have nothing.
  const factory = globalThis.indexedDB as IDBFactory | undefined;
  if (!factory) {
    throw new ChatError("storageUnavailable", "This browser has no IndexedDB here.");
  }
  return factory;
}

function completed(transaction: IDBTransaction, failure: () => unknown = () => undefined) {
  return new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () =>
      reject(failure() ?? transaction.error ?? new DOMException("Closed", "AbortError"));
  });
}

async function written(database: IDBDatabase, batch: Batch): Promise<void> {
  const transaction = database.transaction(STORES, "readwrite", { durability: "strict" });
  let failure: unknown;
  const done = completed(transaction, () => failure);
  const attempt = (work: () => void) => {
    try {
      work();
    } catch (error) {
      failure = error;
      transaction.abort();
    }
  };
  if (batch.epoch === undefined) {
    attempt(() => put(transaction, batch));
  } else {
    const latest = transaction.objectStore("device").get(EPOCH_KEY);
    latest.onsuccess = () =>
      attempt(() => {
        if (latest.result !== batch.epoch) {
          throw supersededError();
        }
        put(transaction, batch);
      });
  }
  await done;
}

function read(database: IDBDatabase, peer: string, range: Range): Promise<Entry[]> {
  const { after = 0, before = Infinity, limit, oldest } = range;
  const keys = IDBKeyRange.bound([peer, after], [peer, before], true, true);
  const store = database.transaction("entries").objectStore("entries");
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
