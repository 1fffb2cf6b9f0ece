/** Notifies listeners and async iterators. `Events` maps the name of an event to its value. */
export class Emitter {
    #listeners = new Map();
    #ends = new Set();
    /** Calls `listener` at each event of this name. Returns a function that ends this. */
    on(name, listener) {
        const listeners = this.#listeners.get(name) ?? new Set();
        this.#listeners.set(name, listeners.add(listener));
        return () => listeners.delete(listener);
    }
    emit(name, event) {
        for (const listener of [...(this.#listeners.get(name) ?? [])]) {
            try {
                listener(event);
            }
            catch (error) {
                // An error of the app: it must not stop the client, and must be reported.
                queueMicrotask(() => {
                    throw error;
                });
            }
        }
    }
    /** The events of this name from now on, until the client is closed. */
    async *events(name) {
        const waiting = [];
        let ended = false;
        let wake = () => { };
        const end = () => {
            ended = true;
            wake();
        };
        const off = this.on(name, event => {
            waiting.push(event);
            wake();
        });
        this.#ends.add(end);
        try {
            while (!ended || waiting.length > 0) {
                if (waiting.length > 0) {
                    yield waiting.shift();
                }
                else {
                    await new Promise(next => {
                        wake = next;
                    });
                }
            }
        }
        finally {
            off();
            this.#ends.delete(end);
        }
    }
    /** Ends all iterators. */
    end() {
        for (const end of this.#ends) {
            end();
        }
    }
}
//# sourceMappingURL=events.js.map