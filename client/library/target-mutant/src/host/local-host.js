import { closedError } from "../errors.js";
import { run } from "./calls.js";
import { PendingCalls } from "./pending-calls.js";
/** A device in this tab or process. */
export class LocalHost {
    #ports;
    #options;
    #pending = new PendingCalls();
    #device;
    #isDropped = false;
    constructor(ports, options = {}) {
        this.#ports = ports;
        this.#options = {
            storage: { status: ports.store.isVolatile ? "memory" : "durable" },
            ended: error => this.#ended(error),
            ...options,
        };
    }
    get store() {
        return this.#ports.store;
    }
    /** The state of the device, once it has started. */
    snapshot() {
        return this.#device?.snapshot();
    }
    async start() {
        const { store } = this.#ports;
        const device = this.#ports.device({
            store,
            storage: this.#options.storage,
            emit: event => this.#isDropped || this.#ports.emit(event),
            ended: error => this.#options.ended(error),
        });
        await device.start();
        const { failure } = this.#pending;
        if (failure) {
            device.abandon(failure);
            throw failure;
        }
        this.#device = device;
        this.#ports.reset(device.snapshot());
        this.#pending.run(call => this.call(call));
    }
    call(call) {
        return this.#device && !this.#pending.failure
            ? run(this.#device, call)
            : this.#pending.wait(call);
    }
    /** Ends without another write or event: the calls reject with an error. */
    drop(error) {
        this.#isDropped = true;
        this.#pending.fail(error);
        this.#device?.abandon(error);
    }
    #ended(error) {
        this.drop(error);
        emitEnd(this.#ports, error);
    }
    async close() {
        this.#pending.fail(closedError());
        await this.#device?.close();
        await this.#ports.store.close();
    }
}
/** Reports that a device has ended for good. */
export function emitEnd({ emit }, { code, message, peer }) {
    emit({ type: "storage", state: { status: "failing", code } });
    emit({ type: "error", code, message, peer });
}
//# sourceMappingURL=local-host.js.map