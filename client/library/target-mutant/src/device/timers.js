/** Timers that are cancelled together. */
export class Timers {
    #environment;
    #running = new Set();
    constructor(environment) {
        this.#environment = environment;
    }
    /** Runs a function once. Returns a function that cancels it. */
    after(milliseconds, run) {
        const cancel = this.#environment.after(milliseconds, () => {
            this.#running.delete(stop);
            run();
        });
        const stop = () => {
            this.#running.delete(stop);
            cancel();
        };
        this.#running.add(stop);
        return stop;
    }
    /** Random between two bounds. */
    between(least, most) {
        return least + this.#environment.random() * (most - least);
    }
    /** Cancels all timers. */
    clear() {
        for (const stop of this.#running) {
            stop();
        }
    }
}
const LEAST_MS = 1_000;
const MOST_MS = 60_000;
/** A wait that doubles from a minimum, by default 1 s, to 60 s. */
export class Doubling {
    #least;
    #next;
    constructor(least = LEAST_MS) {
        this.#least = least;
        this.#next = least;
    }
    /** The wait now; the next one is twice as long. */
    next() {
        const now = this.#next;
        this.#next = Math.min(MOST_MS, now * 2);
        return now;
    }
    /** Begins with the minimum again. */
    reset() {
        this.#next = this.#least;
    }
}
//# sourceMappingURL=timers.js.map