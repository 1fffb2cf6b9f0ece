import { recordOf } from "./replica-record.js";
/** What has changed since the last batch. */
export class Changes {
    #changed;
    #device;
    #dropped = new Set();
    #replicas = new Set();
    #entries = [];
    #placed = [];
    #outbox = new Map();
    #settled = new Set();
    /** @param changed is called after each change */
    constructor(changed) {
        this.#changed = changed;
    }
    device(record) {
        this.#device = record;
        this.#changed();
    }
    replica(replica) {
        this.#replicas.add(replica);
        this.#changed();
    }
    entries(peer, entries) {
        this.#entries.push(...entries.map(entry => ({ peer, entry })));
        this.#changed();
    }
    /** Entries to be folded: `Unfolded.placed`. */
    placed(peer, entries) {
        this.#placed.push(...entries.map(entry => ({ peer, entry })));
        this.#changed();
    }
    item(item) {
        this.#settled.delete(item.clientMessageId);
        this.#outbox.set(item.clientMessageId, item);
        this.#changed();
    }
    settle(clientMessageId) {
        this.#outbox.delete(clientMessageId);
        this.#settled.add(clientMessageId);
        this.#changed();
    }
    /** Empties a conversation. */
    drop(replica) {
        this.#dropped.add(replica.peer);
        this.#replicas.delete(replica);
        for (const noted of [this.#entries, this.#placed]) {
            noted.splice(0, Infinity, ...noted.filter(({ peer }) => peer !== replica.peer));
        }
        this.#changed();
    }
    /** Everything that has changed, as a batch; nothing is left. */
    take() {
        const parts = {
            device: this.#device,
            dropped: [...this.#dropped],
            conversations: [...this.#replicas].map(recordOf),
            entries: this.#entries.splice(0),
            placed: this.#placed.splice(0),
            outbox: [...this.#outbox.values()],
            settled: [...this.#settled],
        };
        this.#device = undefined;
        for (const noted of [this.#dropped, this.#replicas, this.#outbox, this.#settled]) {
            noted.clear();
        }
        return Object.fromEntries(Object.entries(parts).filter(([, part]) => part && !isEmpty(part)));
    }
}
/** Whether a batch, or a part of one, has nothing in it. */
export function isEmpty(part) {
    return Object.keys(part).length === 0;
}
/** A batch without some messages of its outbox. */
export function without(batch, ids) {
    const { outbox = [], ...rest } = batch;
    const kept = outbox.filter(({ clientMessageId }) => !ids.includes(clientMessageId));
    return kept.length > 0 ? { ...rest, outbox: kept } : rest;
}
//# sourceMappingURL=changes.js.map