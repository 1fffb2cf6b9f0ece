/**
 * Version 2 has folds. Version 3 has the same object stores: earlier versions of the library would
 * lose what is hidden, so they must not open it.
 */
const VERSION = 3;

/** Keys of the object store `device`. */
export const DEVICE_KEY = "device";
export const EPOCH_KEY = "epoch";

/** The object stores of the database. */
export const STORES = ["device", "conversations", "entries", "folds", "outbox"];

/** Opens the database, and creates its missing object stores. */
export function openDatabase(factory: IDBFactory, name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = factory.open(name, VERSION);
    opening.onupgradeneeded = ({ oldVersion }) => {
      const database = opening.result;
      if (oldVersion < 1) {
        database.createObjectStore("device");
        database.createObjectStore("conversations", { keyPath: "peer" });
        database.createObjectStore("entries");
        database.createObjectStore("outbox", { keyPath: "clientMessageId" });
      }
      if (oldVersion < 2) {
        database.createObjectStore("folds");
      }
    };
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
}
