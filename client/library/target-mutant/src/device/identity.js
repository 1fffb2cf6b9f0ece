import { ChatError } from "../errors.js";
/** The id and owner of this device, and the time of its last catch-up. */
export class Identity {
    #ports;
    #record = { deviceId: "" };
    constructor(ports) {
        this.#ports = ports;
    }
    /** The owner of the device; absent before the first connection. */
    get user() {
        return this.#record.user;
    }
    /** Whether the first page of the user's conversations was read. */
    get listed() {
        return this.#record.listed;
    }
    /** Takes the stored state; a new store is a new device. */
    load(record) {
        if (record) {
            this.#record = record;
        }
        else {
            this.save({ deviceId: this.#ports.environment.uuid() });
        }
    }
    save(change) {
        this.#record = { ...this.#record, ...change };
        this.#ports.journal.changes.device(this.#record);
    }
    /**
     * The address to connect to. The first token determines the owner of the device.
     *
     * @throws {@link ChatError} `foreignStore`
     */
    address({ user }) {
        const { deviceId, since, user: own = user } = this.#record;
        if (own !== user) {
            throw new ChatError("foreignStore", `The store belongs to ${own}, the token to ${user}: use a store for each user.`);
        }
        if (this.user === undefined) {
            this.save({ user });
            this.#ports.emit({ type: "user", user });
        }
        const address = new URL(this.#ports.url);
        address.searchParams.set("deviceId", deviceId);
        if (since !== undefined) {
            address.searchParams.set("since", String(since));
        }
        return address.href;
    }
}
//# sourceMappingURL=identity.js.map