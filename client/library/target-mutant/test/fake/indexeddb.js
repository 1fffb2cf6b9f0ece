import { IDBFactory } from "fake-indexeddb";
/** An IndexedDB that can fail as browsers make it fail. */
export class FaultyIndexedDb {
    #factory = new IDBFactory();
    connections = [];
    /** What `open` does instead of opening. */
    refuse;
    /** Takes each new transaction, before it is used. */
    onTransaction = () => { };
    /** What a page gets as `indexedDB`. */
    get factory() {
        return Object.assign(Object.create(this.#factory), {
            open: (name, version) => this.refuse?.() ?? this.#open(name, version),
        });
    }
    /** Opens the database as another version of the app does. */
    upgrade(name, version) {
        return this.#factory.open(name, version);
    }
    /** The browser closes all connections, with or without saying so. */
    close(notifies) {
        for (const connection of this.connections.splice(0)) {
            connection.close();
            if (notifies) {
                connection.onclose?.(new Event("close"));
            }
        }
    }
    #open(name, version) {
        const opening = this.#factory.open(name, version);
        opening.addEventListener("success", () => {
            const database = opening.result;
            const transaction = database.transaction.bind(database);
            database.transaction = (...parameters) => {
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
export function silent() {
    return {};
}
//# sourceMappingURL=indexeddb.js.map