import { ChatError, closedError } from "../errors.js";
import { TabHost } from "../tabs/tab-host.js";
import { DEVICE_KEY, EPOCH_KEY, openDatabase } from "./indexeddb-schema.js";
import { completed, read, readFolds, result, written } from "./indexeddb-transactions.js";
import { isEmptyRange } from "./range.js";
import { storageError } from "./storage-error.js";
/** Errors of a connection that the browser has closed; the same work may succeed on a new one. */
const LOST = ["InvalidStateError", "UnknownError", "AbortError"];
/**
 * The store of a browser: IndexedDB, shared by all tabs. Where the browser refuses IndexedDB or Web
 * Locks, the client works in memory and reports that by `storage`.
 *
 * @param name one for each user who signs in with this browser
 */
export function browserStore(name) {
    return new IndexedDbStore(name);
}
/**
 * Deletes the store of a browser from this device. Close its clients in all tabs before: one that
 * writes later creates it again.
 *
 * @param name the same as of {@link browserStore}
 * @returns once it is deleted, which waits until no tab has it open
 * @throws `ChatError` with the browser's reason
 */
export async function deleteBrowserStore(name) {
    try {
        await result(browserFactory().deleteDatabase(sharedNameOf(name)));
    }
    catch (cause) {
        throw storageError(cause);
    }
}
function sharedNameOf(name) {
    return `serverlesschat:${name}`;
}
/** A store on IndexedDB. It opens the database again when the browser has closed it. */
export class IndexedDbStore {
    sharedName;
    #factory;
    #database;
    #isClosed = false;
    /**
     * @param name one for each user who signs in with this browser
     * @param factory by default the browser's
     */
    constructor(name, factory) {
        this.sharedName = sharedNameOf(name);
        this.#factory = factory;
    }
    share(ports) {
        return new TabHost(ports, this.sharedName);
    }
    /** @throws `ChatError` `storageUnavailable` or `storageOutdated`, or with the browser's reason */
    open() {
        return this.#use(() => Promise.resolve());
    }
    lead() {
        return this.#use(async (database) => {
            const transaction = database.transaction("device", "readwrite", { durability: "strict" });
            const device = transaction.objectStore("device");
            const epoch = ((await result(device.get(EPOCH_KEY))) ?? 0) + 1;
            device.put(epoch, EPOCH_KEY);
            await completed(transaction);
            return epoch;
        });
    }
    load() {
        return this.#use(async (database) => {
            const transaction = database.transaction(["device", "conversations", "outbox"]);
            const [device, conversations, outbox] = await Promise.all([
                result(transaction.objectStore("device").get(DEVICE_KEY)),
                result(transaction.objectStore("conversations").getAll()),
                result(transaction.objectStore("outbox").getAll()),
            ]);
            outbox.sort((a, b) => a.order - b.order);
            return { ...(device && { device }), conversations, outbox };
        });
    }
    write(batch) {
        return this.#use(database => written(database, batch));
    }
    async entries(peer, range) {
        // IndexedDB throws for a range that ends before it begins, and reads 0 as no limit.
        return isEmptyRange(range) ? [] : this.#use(database => read(database, peer, range));
    }
    folds(peer, targets) {
        return this.#use(database => readFolds(database, peer, targets));
    }
    async close() {
        this.#isClosed = true;
        this.#drop(this.#database);
    }
    /** Does some work on the database; once more on a new connection if the browser closed this one. */
    async #use(work) {
        let connection;
        try {
            try {
                connection = this.#connection();
                return await work(await connection);
            }
            catch (error) {
                if (!LOST.includes(error?.name ?? "")) {
                    throw error;
                }
                this.#drop(connection);
                return await work(await this.#connection());
            }
        }
        catch (cause) {
            throw storageError(cause);
        }
    }
    #connection() {
        if (this.#isClosed) {
            throw closedError();
        }
        this.#database ??= this.#open();
        return this.#database;
    }
    #open() {
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
    #drop(connection) {
        if (this.#database === connection) {
            this.#database = undefined;
        }
        connection?.then(database => database.close(), () => {
            // The call that opened it reports why it failed.
        });
    }
}
function browserFactory() {
    // Some browsers throw here where storage is blocked, others have nothing.
    const factory = globalThis.indexedDB;
    if (!factory) {
        throw new ChatError("storageUnavailable", "This browser has no IndexedDB here.");
    }
    return factory;
}
//# sourceMappingURL=indexeddb.js.map