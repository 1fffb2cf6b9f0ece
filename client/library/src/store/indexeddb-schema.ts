import type { Batch } from "./store.js";

const VERSION = 1;

/** Keys of the object store `device`. */
export const DEVICE_KEY = "device";
export const EPOCH_KEY = "epoch";

/** The object stores of the database. */
export const STORES = ["device", "conversations", "entries", "outbox"];

/** Opens the database, and creates its object stores the first time. */
export function openDatabase(factory: IDBFactory, name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = factory.open(name, VERSION);
    opening.onupgradeneeded = () => {
      const database = opening.result;
      database.createObjectStore("device");
      database.createObjectStore("conversations", { keyPath: "peer" });
      database.createObjectStore("entries");
      database.createObjectStore("outbox", { keyPath: "clientMessageId" });
    };
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
}

/** Puts a batch into a transaction on all object stores. */
export function put(transaction: IDBTransaction, batch: Batch): void {
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

/** The result of a request. */
export function result<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
