/** Time after which a user who was writing is taken to have stopped. */
const TYPING_MS = 6_000;
/** The users who are writing to this one. */
export class TypingPeers {
    #environment;
    #changed;
    /** Ends the timer of each. */
    #stops = new Map();
    constructor(environment, changed) {
        this.#environment = environment;
        this.#changed = changed;
    }
    has(peer) {
        return this.#stops.has(peer);
    }
    /** A user has begun or stopped to write. */
    heard({ peer, state }) {
        const stop = this.#stops.get(peer);
        stop?.();
        this.#stops.delete(peer);
        if (state === "started") {
            const end = () => this.heard({ peer, state: "stopped" });
            this.#stops.set(peer, this.#environment.after(TYPING_MS, end));
        }
        if (stop ? state === "stopped" : state === "started") {
            this.#changed({ type: "typing", peer, state });
        }
    }
    /** Ends all timers. */
    close() {
        for (const stop of this.#stops.values()) {
            stop();
        }
    }
}
//# sourceMappingURL=typing-peers.js.map