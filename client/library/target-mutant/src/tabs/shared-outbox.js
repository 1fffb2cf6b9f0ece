import { ChatError } from "../errors.js";
import { storageError } from "../store/storage-error.js";
import { within } from "../within.js";
const WRITE_MS = 10_000;
/** Puts messages of a tab that does not lead into the store: there the leader finds them. */
export class SharedOutbox {
    #ports;
    /** Messages that the leader has not announced yet. */
    #unannounced = new Set();
    #order = 0;
    constructor(ports) {
        this.#ports = ports;
    }
    /** @throws `ChatError` if the message is not on disk */
    async send(draft) {
        const { clientMessageId } = draft;
        const { environment, store, emit } = this.#ports;
        const createdAt = environment.now();
        this.#order = Math.max(this.#order + 1, createdAt * 1024);
        const item = { ...draft, createdAt, order: this.#order };
        this.#unannounced.add(clientMessageId);
        const late = new ChatError("storageFailed", "The store did not answer in 10 s.");
        try {
            await within(environment, WRITE_MS, store.write({ outbox: [item] }), late);
        }
        catch (cause) {
            this.#unannounced.delete(clientMessageId);
            if (cause === late) {
                this.#withdraw(clientMessageId);
            }
            throw storageError(cause);
        }
        if (this.#unannounced.delete(clientMessageId)) {
            emit({ type: "outbox", item, settled: false });
        }
    }
    /** Deletes a message that may still reach the disk, although the app was told that it failed. */
    #withdraw(clientMessageId) {
        this.#ports.store.write({ settled: [clientMessageId] }).catch(() => {
            // The store fails: then the message has not reached it either.
        });
    }
    /** Takes an event of the leader: it may announce an item. */
    heard(event) {
        if (event.type === "outbox") {
            this.#unannounced.delete(event.item.clientMessageId);
        }
    }
}
//# sourceMappingURL=shared-outbox.js.map