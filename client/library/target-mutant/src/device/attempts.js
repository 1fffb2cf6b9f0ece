/** The attempts to send messages: one at a time in each conversation. */
export class Attempts {
    /** The number of each attempt; negative if the server has asked to wait before the next one. */
    #current = new Map();
    #count = 0;
    has(peer) {
        return this.#current.has(peer);
    }
    isCurrent(peer, number) {
        return this.#current.get(peer) === number;
    }
    /** Begins an attempt; returns its number. */
    begin(peer) {
        this.#current.set(peer, ++this.#count);
        return this.#count;
    }
    /** The server has refused the attempt for now; returns the number of the wait in its place. */
    postpone(peer) {
        const number = -this.begin(peer);
        this.#current.set(peer, number);
        return number;
    }
    end(peer) {
        this.#current.delete(peer);
    }
    /** The attempts that wait for an answer of the server. */
    unanswered() {
        return [...this.#current].filter(([, number]) => number > 0);
    }
}
//# sourceMappingURL=attempts.js.map