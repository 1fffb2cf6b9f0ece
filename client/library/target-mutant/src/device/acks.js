import { LIMITS } from "../protocol/limits.js";
import { covers, furthest, isUnconfirmed, markOf, needsAck } from "./marks.js";
import { Doubling } from "./timers.js";
const COLLECT_MS = 100;
const CONFIRM_MS = 20_000;
/**
 * Sends the acks of a device: several in one frame, again if the server may have missed one, and
 * with a request id until confirmed.
 */
export class Acks {
    #ports;
    #again = new Set();
    #asked = new Map();
    /** Frames that must be confirmed before the next `sync`. */
    #beforeSync = new Set();
    #wait = new Doubling();
    #collecting = false;
    #stopWatch = () => { };
    constructor(ports) {
        this.#ports = ports;
    }
    #replicas(test) {
        return this.#ports.replicas.all().filter(replica => replica.held > 0 && test(replica));
    }
    #isDue = (replica) => needsAck(replica) || this.#again.has(replica.peer);
    /** Entries came, or the user has read some. */
    changed(replica) {
        if (!this.#collecting && replica.held > 0 && this.#isDue(replica)) {
            this.#collecting = true;
            this.#ports.timers.after(this.#ports.timers.between(COLLECT_MS / 2, COLLECT_MS), () => {
                this.#collecting = false;
                this.flush();
            });
        }
    }
    /** Sends the acks that are due now. */
    flush() {
        this.#send(this.#replicas(this.#isDue), false);
    }
    /** The server may have missed an ack: sends it again. */
    again(replica) {
        this.#again.add(replica.peer);
        this.changed(replica);
    }
    /** Sends acks of the entries held now, once they are durable; returns the request ids. */
    #send(replicas, confirm) {
        const ids = [];
        for (let start = 0; start < replicas.length && this.#ports.connections.isOnline; start += LIMITS.acks) {
            const marks = new Map();
            for (const replica of replicas.slice(start, start + LIMITS.acks)) {
                marks.set(replica, markOf(replica));
                this.#again.delete(replica.peer);
                replica.acked = furthest(replica.acked, markOf(replica));
                this.#ports.journal.changes.replica(replica);
            }
            const requestId = confirm ? this.#ports.environment.uuid() : undefined;
            if (requestId !== undefined) {
                ids.push(requestId);
                this.#asked.set(requestId, marks);
            }
            const acks = [...marks].map(([replica, mark]) => ack(replica.peer, mark));
            this.#ports.journal.afterwards(() => this.#ports.connections.send({ action: "ack", requestId, acks }));
        }
        if (replicas.length > 0) {
            this.#watch();
        }
        return ids;
    }
    /** Acks all entries, also of this user, before the next part of a catch-up is requested. */
    confirmAll() {
        const ids = this.#send(this.#replicas(replica => replica.held > replica.confirmed.delivered), true);
        this.#beforeSync = new Set(ids);
        if (ids.length === 0) {
            this.#ports.connections.current?.sync();
        }
    }
    /** Asks for confirmation 20 s after the last ack, repeatedly until it comes. */
    #watch() {
        this.#stopWatch();
        this.#stopWatch = this.#ports.timers.after(CONFIRM_MS, () => {
            const unconfirmed = this.#replicas(isUnconfirmed);
            if (unconfirmed.length > 0) {
                this.#send(unconfirmed, true);
                this.#watch();
            }
        });
    }
    /** The server has confirmed the acks of a frame. */
    acked(requestId) {
        for (const [replica, mark] of this.#asked.get(requestId) ?? []) {
            replica.confirmed = furthest(replica.confirmed, mark);
            if (this.#ports.replicas.of(replica.peer) === replica) {
                this.#ports.journal.changes.replica(replica);
            }
        }
        this.#asked.delete(requestId);
        if (this.#beforeSync.delete(requestId) && this.#beforeSync.size === 0) {
            this.#ports.connections.current?.sync();
        }
    }
    /** The server reports the last ack it has of this device. */
    serverKnows(replica, known) {
        if (!covers(known, markOf(replica))) {
            this.again(replica);
        }
    }
    /**
     * A gateway error frame, or a refusal for now: sends all unconfirmed acks again, after growing
     * waits of at least `leastMs`.
     */
    failed(leastMs = 0) {
        this.#stopWatch();
        this.#ports.timers.after(Math.max(this.#wait.next(), leastMs), () => {
            for (const replica of this.#replicas(isUnconfirmed)) {
                this.again(replica);
            }
        });
    }
    /** The connection is new. */
    reconnected() {
        this.#wait.reset();
        this.#asked.clear();
        this.#beforeSync.clear();
        for (const replica of this.#replicas(this.#isDue)) {
            this.changed(replica);
        }
        if (this.#replicas(isUnconfirmed).length > 0) {
            this.#watch();
        }
    }
}
function ack(peer, { delivered, read }) {
    return { peer, delivered, read: read || undefined };
}
//# sourceMappingURL=acks.js.map