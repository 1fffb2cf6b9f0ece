import { ChatError } from "../errors.js";
/** Calls that wait for a device. */
export class PendingCalls {
    #pending = new Map();
    #failure;
    /** The result of a call, once it is known. */
    wait(call) {
        if (this.#failure) {
            return Promise.reject(this.#failure);
        }
        return new Promise((resolve, reject) => {
            this.#pending.set(call.id, { call, resolve, reject });
        });
    }
    /** Makes all waiting calls. */
    run(make) {
        const all = [...this.#pending.values()];
        this.#pending.clear();
        for (const { call, resolve, reject } of all) {
            make(call).then(resolve, reject);
        }
    }
    /** Takes a result, if it is of a call in here. */
    answered({ id, value, error }) {
        const pending = this.#pending.get(id);
        this.#pending.delete(id);
        if (error) {
            pending?.reject(new ChatError(error.code, error.message, error));
        }
        else {
            pending?.resolve(value);
        }
    }
    /** Why no call can succeed any more. */
    get failure() {
        return this.#failure;
    }
    /** Rejects all calls, also later ones. */
    fail(error) {
        this.#failure ??= error;
        for (const { reject } of this.#pending.values()) {
            reject(this.#failure);
        }
        this.#pending.clear();
    }
}
//# sourceMappingURL=pending-calls.js.map