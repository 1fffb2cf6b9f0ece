import type { Environment } from "../environment.js";

/** Timers that end together. */
export class Timers {
  readonly #environment: Environment;
  readonly #running = new Set<() => void>();

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  /** Runs something once; call what it returns to prevent that. */
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

  /** Random between two bounds. */
  between(least: number, most: number): number {
    return least + this.#environment.random() * (most - least);
  }

  /** Prevents all that has not run. */
  clear(): void {
    for (const stop of this.#running) {
      stop();
    }
  }
}

const LEAST_MS = 1_000;
const MOST_MS = 60_000;

/** A wait that doubles from a least, by default 1 s, to 60 s. */
export class Doubling {
  readonly #least: number;
  #next: number;

  constructor(least: number = LEAST_MS) {
    this.#least = least;
    this.#next = least;
  }

  /** The wait now; the next one is twice as long. */
  next(): number {
    const now = this.#next;
    this.#next = Math.min(MOST_MS, now * 2);
    return now;
  }

  /** Begins anew. */
  reset(): void {
    this.#next = this.#least;
  }
}
