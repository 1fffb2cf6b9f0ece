import { Timers } from "../device/timers.js";
import { ChatError } from "../errors.js";
/** After this silence of the leader a follower pings it. */
const PING_AFTER_MS = 10_000;
/** Time for the answer to a ping; random, so that followers do not take over at once. */
const PONG_LEAST_MS = 4_000;
const PONG_MOST_MS = 6_000;
/** A leader that does not answer this number of pings hangs. */
const PINGS = 2;
/** Time in which the lock of a leader that hangs must be taken over. */
const STEAL_MS = 5_000;
/**
 * Whether this tab leads. One tab leads at a time: it holds a lock until it is closed. A follower
 * pings the leader, and takes over the lock of one that hangs.
 */
export class Leadership {
    #ports;
    #timers;
    #request = new AbortController();
    #isLeader = false;
    #pings = 0;
    #stop = () => { };
    constructor(ports) {
        this.#ports = ports;
        this.#timers = new Timers(ports.environment);
    }
    get isLeader() {
        return this.#isLeader;
    }
    /** Asks for the lead, and watches the leader until this tab has it. */
    start() {
        this.#isLeader = false;
        void this.#ask(false);
        this.heard();
    }
    async #ask(steal) {
        this.#request.abort();
        const request = new AbortController();
        this.#request = request;
        const { name, tabs } = this.#ports;
        const isCurrent = () => !request.signal.aborted;
        try {
            await tabs.lead(name, request.signal, { steal, lost: () => isCurrent() && this.concede() });
            if (isCurrent()) {
                this.#won();
            }
        }
        catch (cause) {
            if (isCurrent()) {
                this.#refused(cause);
            }
        }
    }
    #won() {
        this.#isLeader = true;
        this.#timers.clear();
        this.#ports.won();
    }
    /** Another tab leads: this one follows, and asks for the lead again. */
    concede() {
        this.start();
        this.#ports.lost();
    }
    #refused(cause) {
        this.end();
        this.#ports.refused(cause);
    }
    /** The leader is alive. */
    heard() {
        this.#pings = 0;
        this.#watch(PING_AFTER_MS, () => this.#ping());
    }
    /** Pings the leader now, unless that is under way: something waits for it. */
    probe() {
        if (this.#pings === 0 && !this.#isLeader) {
            this.#ping();
        }
    }
    #ping() {
        if (this.#pings < PINGS) {
            this.#pings++;
            this.#ports.ping();
            this.#watch(this.#timers.between(PONG_LEAST_MS, PONG_MOST_MS), () => this.#ping());
        }
        else {
            this.#watch(STEAL_MS, () => this.#refused(new ChatError("storageUnavailable", "Web Locks do not answer.")));
            void this.#ask(true);
        }
    }
    #watch(milliseconds, then) {
        this.#stop();
        if (!this.#isLeader) {
            this.#stop = this.#timers.after(milliseconds, then);
        }
    }
    /** Releases the lead, and does not ask for it again. */
    end() {
        this.#isLeader = false;
        this.#request.abort();
        this.#timers.clear();
    }
}
//# sourceMappingURL=leadership.js.map