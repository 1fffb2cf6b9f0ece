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
