/** Repeatable randomness: mulberry32. */
export class Dice {
    #state;
    constructor(seed) {
        this.#state = seed * 0x9e3779b1;
    }
    next() {
        this.#state = (this.#state + 0x6d2b79f5) | 0;
        let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
        t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
        return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
    }
    hits(probability) {
        return this.next() < probability;
    }
    between(least, most) {
        return least + this.next() * (most - least);
    }
    of(choices) {
        return choices[Math.floor(this.next() * choices.length)];
    }
}
/** Virtual time: nothing waits, everything happens in its order. */
export class Loop {
    now = 1_790_000_000_000;
    #timers = [];
    #count = 0;
    /** Runs something once; call what it returns to prevent that. */
    after(milliseconds, run) {
        const timer = {
            at: this.now + Math.max(0, Math.round(milliseconds)),
            number: this.#count++,
            run,
        };
        let index = this.#timers.length;
        while (index > 0 && isBefore(timer, this.#timers[index - 1])) {
            index--;
        }
        this.#timers.splice(index, 0, timer);
        return () => {
            timer.stopped = true;
        };
    }
    /** Lets time pass, and everything happen that falls due. */
    async pass(milliseconds) {
        const end = this.now + milliseconds;
        await settled();
        for (let timer = this.#timers[0]; timer && timer.at <= end; timer = this.#timers[0]) {
            this.#timers.shift();
            if (!timer.stopped) {
                this.now = timer.at;
                timer.run();
                await settled();
            }
        }
        this.now = end;
    }
}
function isBefore(a, b) {
    return a.at < b.at || (a.at === b.at && a.number < b.number);
}
/** Everything that promises lead to has happened. */
export function settled() {
    return new Promise(done => setImmediate(done));
}
//# sourceMappingURL=loop.js.map