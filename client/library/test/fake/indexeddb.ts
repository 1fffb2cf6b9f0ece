import { IDBFactory } from "fake-indexeddb";

/** An IndexedDB that can fail in the ways it fails in browsers. */
export class FaultyIndexedDb {
  readonly #factory = new IDBFactory();
  readonly connections: IDBDatabase[] = [];
  /** Replaces `open`. */
  refuse: (() => IDBOpenDBRequest) | undefined;
  /** Called with each new transaction before it is used. */
  onTransaction: (transaction: IDBTransaction) => void = () => {};

  /** The value of `indexedDB` in a page. */
  get factory(): IDBFactory {
    return Object.assign(Object.create(this.#factory) as IDBFactory, {
      open: (name: string, version: number) => this.refuse?.() ?? this.#open(name, version),
    });
  }

  /** Opens the database as another version of the app would. */
  upgrade(name: string, version: number): IDBOpenDBRequest {
    return this.#factory.open(name, version);
  }

  /** Closes all connections as a browser does, with or without an event. */
  close(notifies: boolean): void {
    for (const connection of this.connections.splice(0)) {
      connection.close();
      if (notifies) {
        connection.onclose?.(new Event("close"));
      }
    }
  }

  #open(name: string, version: number): IDBOpenDBRequest {
    const opening = this.#factory.open(name, version);
    opening.addEventListener("success", () => {
      const database = opening.result;
      const transaction = database.transaction.bind(database);
      database.transaction = (...parameters: Parameters<typeof transaction>) => {
        const begun = transaction(...parameters);
        this.onTransaction(begun);
        return begun;
      };
      this.connections.push(database);
    });
    return opening;
  }
}

/** An `open` request that is never answered. */
export function silent(): IDBOpenDBRequest {
  return {} as IDBOpenDBRequest;
}
