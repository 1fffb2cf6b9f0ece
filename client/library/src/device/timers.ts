import type { Environment } from "../environment.js";

/** Timers that are cancelled together. */
export class Timers {
  readonly #environment: Environment;
  readonly #running = new Set<() => void>();

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  /** Runs a function once. Returns a function that cancels it. */
  after(milliseconds: number, run: () => void): () => void {
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

  /** A random number between two bounds. */
  between(min: number, max: number): number {
    return min + this.#environment.random() * (max - min);
  }

  /** Cancels all timers. */
  clear(): void {
    for (const stop of this.#running) {
      stop();
    }
  }
}

const MIN_MS = 1_000;
const MAX_MS = 60_000;

/** A wait that doubles from a minimum (by default 1 s) to 60 s. */
export class Doubling {
  readonly #min: number;
  #next: number;

  constructor(min: number = MIN_MS) {
    this.#min = min;
    this.#next = min;
  }

  /** Returns the current wait; the next one is twice as long. */
  next(): number {
    const now = this.#next;
    this.#next = Math.min(MAX_MS, now * 2);
    return now;
  }

  /** Starts at the minimum again. */
  reset(): void {
    this.#next = this.#min;
  }
}
