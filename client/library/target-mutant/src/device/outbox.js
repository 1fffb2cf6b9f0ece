import { Attempts } from "./attempts.js";
import { entryOf, frameOf } from "./outbox-frames.js";
import { OutboxItems } from "./outbox-items.js";
import { Doubling } from "./timers.js";
const REPLY_MS = 10_000;
/** Sends messages until they are accepted or refused, one at a time in each conversation. */
export class Outbox {
    #ports;
    #items;
    #attempts = new Attempts();
    #wait = new Doubling();
    constructor(ports) {
        this.#ports = ports;
        this.#items = new OutboxItems(ports);
    }
    /** A number greater than that of any item so far. */
    nextOrder(now) {
        return this.#items.nextOrder(now);
    }
    /** All items, in order. */
    items() {
        return this.#items.all();
    }
    /** Adds the items of the store that are not in this outbox. */
    async load(read = this.#ports.stored) {
        await this.#ports.journal.flushed();
        await this.#items.load(read);
        this.pump();
    }
    /** Adds an item that is in the store. */
    add(item) {
        this.#items.take(item);
        this.pump();
    }
    /** Sends the first of each conversation that has none in flight. */
    pump() {
        if (this.#ports.connections.isReady) {
            const waiting = this.items().filter(item => !item.rejected);
            for (const peer of new Set(waiting.map(item => item.to))) {
                this.#pump(peer);
            }
        }
    }
    #pump(peer) {
        const item = this.#items.first(peer);
        if (!item || this.#attempts.has(peer)) {
            return;
        }
        const replica = this.#ports.replicas.of(peer);
        if (!this.#ports.isOpen(replica)) {
            this.#ports.open(peer);
            return;
        }
        const number = this.#attempts.begin(peer);
        this.#ports.timers.after(REPLY_MS, () => this.#retry(peer, number));
        if (item.targetId !== undefined) {
            void this.#resolve(item, number);
            return;
        }
        this.#items.tried(item);
        if (item.firstAfter === undefined) {
            this.#items.put({ ...item, firstAfter: replica.held });
        }
        this.#ports.journal.afterwards(() => this.#try(item.clientMessageId, number));
    }
    /** Finds the message of an operation, which has left the outbox before the operation came. */
    async #resolve(item, number) {
        // If the store fails, this is done again after the time of an attempt.
        const seq = await this.#ports.find(item).catch(() => Number.NaN);
        if (this.#attempts.isCurrent(item.to, number) && !Number.isNaN(seq)) {
            this.#items.place(item, seq);
            this.#retry(item.to, number);
        }
    }
    /** Sends an item. Its `firstAfter` is durable: the next process may repeat the attempt. */
    #try(id, number) {
        const item = this.#items.get(id);
        if (item && this.#attempts.isCurrent(item.to, number)) {
            const { connections, environment, replicas } = this.#ports;
            connections.send(frameOf(item, replicas.of(item.to), environment.uuid()));
        }
    }
    #retry(peer, number) {
        if (this.#attempts.isCurrent(peer, number)) {
            this.#attempts.end(peer);
            this.pump();
        }
    }
    /** A new connection: messages in flight on the last one are sent again. */
    reconnected() {
        for (const [peer] of this.#attempts.unanswered()) {
            this.#attempts.end(peer);
        }
        this.#wait.reset();
        this.pump();
        // Another tab may have put an item into the store and ended before it could say so. If the store
        // fails now, the next connection reads it again.
        this.load().catch(() => { });
    }
    /** A gateway error frame: some request was not answered. */
    failed() {
        const failed = this.#attempts.unanswered();
        this.#ports.timers.after(this.#wait.next(), () => {
            for (const [peer, number] of failed) {
                this.#retry(peer, number);
            }
        });
    }
    /** A message is in the log. Returns its entry, unless that was known. */
    accepted(frame, self) {
        const item = this.#items.get(frame.clientMessageId);
        if (!item) {
            return undefined;
        }
        this.#remove({ ...item, seq: frame.seq });
        return entryOf(item, frame, self);
    }
    /** An item leaves the outbox as the server has answered it. */
    #remove(item) {
        this.#items.drop(item);
        this.#items.settled(item);
        if (!item.rejected) {
            this.#attempts.end(item.to);
        }
    }
    /** A message was refused. */
    rejected(id, frame) {
        const item = this.#items.get(id);
        if (!item || item.rejected) {
            return;
        }
        if (frame.retryable) {
            if (this.#attempts.has(item.to) && this.#items.first(item.to) === item) {
                const wait = Math.max(this.#wait.next(), frame.retryAfterMs ?? 0);
                const number = this.#attempts.postpone(item.to);
                this.#ports.timers.after(wait, () => this.#retry(item.to, number));
            }
            return;
        }
        this.#attempts.end(item.to);
        if (item.seq === undefined) {
            this.#items.refuse(item, { code: frame.code, message: frame.message });
        }
        else {
            this.#remove(item);
        }
        this.pump();
    }
    /** Entries of this user came: their items are shown as sent, and repeated with `seq`. */
    seen(entries) {
        for (const { clientMessageId, seq } of entries) {
            const item = this.#items.get(clientMessageId);
            if (item?.rejected) {
                this.#remove({ ...item, seq });
            }
            else if (item && item.seq === undefined) {
                this.#items.put({ ...item, seq });
            }
        }
    }
    /** Sends a refused message again, under its id. */
    retry(id) {
        const item = this.#items.get(id);
        if (item?.rejected) {
            const { rejected: _, ...again } = item;
            this.#items.delete(id);
            this.#items.put({ ...again, order: this.nextOrder(0) });
            this.pump();
        }
    }
    /** Deletes a refused message. */
    discard(id) {
        const item = this.#items.get(id);
        if (item?.rejected) {
            this.#remove(item);
        }
    }
}
//# sourceMappingURL=outbox.js.map