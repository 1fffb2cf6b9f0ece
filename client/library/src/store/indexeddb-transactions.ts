import type { Entry, Fold } from "../protocol/model.js";
import { DEVICE_KEY, EPOCH_KEY, STORES } from "./indexeddb-schema.js";
import { supersededError } from "./storage-error.js";
import type { Batch, Range } from "./store.js";

/** More folds than this are read at once if they are not far apart. */
const MANY = 8;

/** Resolves once a transaction is durable; rejects if it is aborted. */
export function completed(transaction: IDBTransaction, failure: () => unknown = () => undefined) {
  return new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () =>
      reject(failure() ?? transaction.error ?? new DOMException("Closed", "AbortError"));
  });
}

/** Writes a batch in one transaction. */
export async function written(database: IDBDatabase, batch: Batch): Promise<void> {
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

/** Reads a non-empty range. */
export function read(database: IDBDatabase, peer: string, range: Range): Promise<Entry[]> {
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

/** Reads the folds of messages. */
export async function readFolds(
  database: IDBDatabase,
  peer: string,
  targets: readonly number[],
): Promise<Fold[]> {
  const store = database.transaction("folds").objectStore("folds");
  const [first, last] = [Math.min(...targets), Math.max(...targets)];
  // One request for neighbours is faster than one for each.
  if (last - first < MANY * targets.length && targets.length > MANY) {
    const range = IDBKeyRange.bound([peer, first], [peer, last]);
    const wanted = new Set(targets);
    return (await result<Fold[]>(store.getAll(range))).filter(({ target }) => wanted.has(target));
  }
  const found = targets.map(target => result<Fold | undefined>(store.get([peer, target])));
  return (await Promise.all(found)).filter(fold => fold !== undefined);
}

/** Puts a batch into a transaction on all object stores. */
function put(transaction: IDBTransaction, batch: Batch): void {
  const entries = transaction.objectStore("entries");
  const conversations = transaction.objectStore("conversations");
  const folds = transaction.objectStore("folds");
  const outbox = transaction.objectStore("outbox");
  if (batch.device) {
    transaction.objectStore("device").put(batch.device, DEVICE_KEY);
  }
  for (const peer of batch.dropped ?? []) {
    conversations.delete(peer);
    for (const store of [entries, folds]) {
      store.delete(IDBKeyRange.bound([peer, -Infinity], [peer, Infinity]));
    }
  }
  for (const conversation of batch.conversations ?? []) {
    conversations.put(conversation);
  }
  for (const { peer, entry } of batch.entries ?? []) {
    entries.put(entry, [peer, entry.seq]);
  }
  for (const { peer, fold } of batch.folds ?? []) {
    folds.put(fold, [peer, fold.target]);
  }
  for (const { peer, upTo } of batch.cleared ?? []) {
    for (const store of [entries, folds]) {
      store.delete(IDBKeyRange.bound([peer, -Infinity], [peer, upTo]));
    }
  }
  for (const item of batch.outbox ?? []) {
    outbox.put(item);
  }
  for (const id of batch.settled ?? []) {
    outbox.delete(id);
  }
}

/** The result of a request. */
export function result<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
