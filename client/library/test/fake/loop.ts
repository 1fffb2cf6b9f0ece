/** Repeatable randomness: mulberry32. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed * 0x9e3779b1;
  }

  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  hits(probability: number): boolean {
    return this.next() < probability;
  }

  between(least: number, most: number): number {
    return least + this.next() * (most - least);
  }

  of<T>(choices: readonly T[]): T {
    return choices[Math.floor(this.next() * choices.length)] as T;
  }
}

interface Timer {
  readonly at: number;
  readonly number: number;
  readonly run: () => void;
  stopped?: boolean;
}

/** Virtual time: tasks run in order without real waiting. */
export class Loop {
  now = 1_790_000_000_000;
  readonly #timers: Timer[] = [];
  #count = 0;

  /** Runs a task once; returns a function that cancels it. */
  after(milliseconds: number, run: () => void): () => void {
    const timer: Timer = {
      at: this.now + Math.max(0, Math.round(milliseconds)),
      number: this.#count++,
      run,
    };
    let index = this.#timers.length;
    while (index > 0 && isBefore(timer, this.#timers[index - 1] as Timer)) {
      index--;
    }
    this.#timers.splice(index, 0, timer);
    return () => {
      timer.stopped = true;
    };
  }

  /** Advances the time, and runs all tasks that are due. */
  async pass(milliseconds: number): Promise<void> {
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

function isBefore(a: Timer, b: Timer): boolean {
  return a.at < b.at || (a.at === b.at && a.number < b.number);
}

/** Resolves when all pending promise callbacks have run. */
export function settled(): Promise<void> {
  return new Promise(done => setImmediate(done));
}
