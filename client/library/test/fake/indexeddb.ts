import { IDBFactory } from "fake-indexeddb";

/** An IndexedDB that can fail as browsers make it fail. */
export class FaultyIndexedDb {
  readonly #factory = new IDBFactory();
  readonly connections: IDBDatabase[] = [];
  /** What `open` does instead of opening. */
  refuse: (() => IDBOpenDBRequest) | undefined;
  /** Takes each new transaction, before it is used. */
  onTransaction: (transaction: IDBTransaction) => void = () => {};

  /** What a page gets as `indexedDB`. */
  get factory(): IDBFactory {
    return Object.assign(Object.create(this.#factory) as IDBFactory, {
      open: (name: string, version: number) => this.refuse?.() ?? this.#open(name, version),
    });
  }

  /** Opens the database as another version of the app does. */
  upgrade(name: string, version: number): IDBOpenDBRequest {
    return this.#factory.open(name, version);
  }

  /** The browser closes all connections, with or without saying so. */
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

/** An `open` that is never answered. */
export function silent(): IDBOpenDBRequest {
  return {} as IDBOpenDBRequest;
}
