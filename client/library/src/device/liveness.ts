import type { Timers } from "./timers.js";

/** Time for an answer before the connection is tried with a ping. */
const ANSWER_MS = 5_000;
const PONG_MS = 10_000;

/** What liveness needs of its connection. */
export interface LivenessPorts {
  readonly timers: Timers;
  ping(): void;
  dead(): void;
}

/** Decides that a connection is dead: a ping was sent, and no frame of any kind came in 10 s. */
export class Liveness {
  readonly #ports: LivenessPorts;
  #isProbing = false;
  #stop: (() => void) | undefined;

  constructor(ports: LivenessPorts) {
    this.#ports = ports;
  }

  /** A frame came. */
  received(): void {
    this.#stop?.();
    this.#stop = undefined;
    this.#isProbing = false;
  }

  /** A frame was sent that the server answers. */
  expectsAnswer(): void {
    this.#stop ??= this.#ports.timers.after(ANSWER_MS, () => this.probe());
  }

  /** Pings, unless a ping is unanswered. */
  probe(): void {
    if (!this.#isProbing) {
      this.#isProbing = true;
      this.#stop?.();
      this.#stop = this.#ports.timers.after(PONG_MS, () => this.#ports.dead());
      this.#ports.ping();
    }
  }
}
