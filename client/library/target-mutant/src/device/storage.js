/** The state of a device's storage. */
export class StorageStatus {
    #ports;
    state;
    constructor(ports) {
        this.#ports = ports;
        this.state = ports.usual;
    }
    /** Writing failed, or works again if there is no error. */
    set(error) {
        this.state = error ? { status: "failing", code: error.code } : this.#ports.usual;
        this.#ports.changed(this.state);
    }
}
//# sourceMappingURL=storage.js.map