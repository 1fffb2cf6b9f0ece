import { isEmptyRange } from "./range.js";
import { supersededError } from "./storage-error.js";
/** A store that ends with its process. */
export class MemoryStore {
    #device;
    #conversations = new Map();
    #entries = new Map();
    #folds = new Map();
    #outbox = new Map();
    #epoch = 0;
    get isVolatile() {
        return true;
    }
    lead() {
        return Promise.resolve(++this.#epoch);
    }
    load() {
        return Promise.resolve({
            ...(this.#device && { device: this.#device }),
            conversations: [...this.#conversations.values()],
            outbox: [...this.#outbox.values()].sort((a, b) => a.order - b.order),
        });
    }
    async write(batch) {
        this.check(batch);
        this.apply(batch);
    }
    /** @throws `ChatError` `superseded` if the batch is of an earlier epoch */
    check({ epoch = this.#epoch }) {
        if (epoch !== this.#epoch) {
            throw supersededError();
        }
    }
    /** Applies a batch in one step. */
    apply(batch) {
        this.#device = batch.device ?? this.#device;
        for (const peer of batch.dropped ?? []) {
            this.#conversations.delete(peer);
            this.#entries.delete(peer);
            this.#folds.delete(peer);
        }
        for (const conversation of batch.conversations ?? []) {
            this.#conversations.set(conversation.peer, conversation);
        }
        for (const { peer, entry } of batch.entries ?? []) {
            const entries = this.#entries.get(peer) ?? new Map();
            this.#entries.set(peer, entries.set(entry.seq, entry));
        }
        for (const { peer, fold } of batch.folds ?? []) {
            const folds = this.#folds.get(peer) ?? new Map();
            this.#folds.set(peer, folds.set(fold.target, fold));
        }
        for (const item of batch.outbox ?? []) {
            this.#outbox.set(item.clientMessageId, item);
        }
        for (const id of batch.settled ?? []) {
            this.#outbox.delete(id);
        }
    }
    entries(peer, range) {
        if (isEmptyRange(range)) {
            return Promise.resolve([]);
        }
        const { after = 0, before = Infinity, limit, oldest } = range;
        const held = this.#entries.get(peer) ?? new Map();
        const found = [...held.values()]
            .filter(({ seq }) => seq > after && seq < before)
            .sort((a, b) => a.seq - b.seq);
        return Promise.resolve(oldest ? found.slice(0, limit) : found.slice(Math.max(0, found.length - limit)));
    }
    folds(peer, targets) {
        const held = this.#folds.get(peer);
        return Promise.resolve(targets.flatMap(target => held?.get(target) ?? []));
    }
    /** All that it holds, as one batch. */
    async contents() {
        return {
            ...(await this.load()),
            entries: placed(this.#entries).map(([peer, entry]) => ({ peer, entry })),
            folds: placed(this.#folds).map(([peer, fold]) => ({ peer, fold })),
        };
    }
    close() {
        return Promise.resolve();
    }
}
function placed(all) {
    return [...all].flatMap(([peer, values]) => [...values.values()].map((value) => [peer, value]));
}
//# sourceMappingURL=memory.js.map