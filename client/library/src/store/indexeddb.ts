import { ChatError, closedError } from "../errors.js";
import type { Host, HostPorts, SharedStore } from "../host/host.js";
import type { Entry, Fold } from "../protocol/model.js";
import { TabHost } from "../tabs/tab-host.js";
import { DEVICE_KEY, EPOCH_KEY, openDatabase } from "./indexeddb-schema.js";
import { completed, read, readFolds, result, written } from "./indexeddb-transactions.js";
import { isEmptyRange } from "./range.js";
import { storageError } from "./storage-error.js";
import type {
  Batch,
  ConversationRecord,
  DeviceRecord,
  Loaded,
  OutboxItem,
  Range,
  Store,
} from "./store.js";

/**
 * Errors of a connection that the browser has closed; the same work may succeed on a new
 * connection.
 */
const LOST = ["InvalidStateError", "UnknownError", "AbortError"];

/**
 * A store in the browser's IndexedDB, shared by all tabs. If the browser refuses IndexedDB or Web
 * Locks, the client works in memory and reports that by `storage`.
 *
 * @param name one for each user who signs in with this browser
 */
export function browserStore(name: string): Store {
  return new IndexedDbStore(name);
}

/**
 * Deletes the store of a browser from this device. Close its clients in all tabs first, because a
 * client that writes later creates the store again.
 *
 * @param name the name given to {@link browserStore}
 * @returns once the store is deleted, which waits until no tab has it open
 * @throws `ChatError` with the browser's reason
 */
export async function deleteBrowserStore(name: string): Promise<void> {
  try {
    await result(browserFactory().deleteDatabase(sharedNameOf(name)));
  } catch (cause) {
    throw storageError(cause);
  }
}

function sharedNameOf(name: string): string {
  return `serverlesschat:${name}`;
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
    this.sharedName = sharedNameOf(name);
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

  folds(peer: string, targets: readonly number[]): Promise<Fold[]> {
    return this.#use(database => readFolds(database, peer, targets));
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#drop(this.#database);
  }

  /**
   * Does some work on the database, and repeats it on a new connection if the browser closed this
   * one.
   */
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
