import type { Timers } from "./timers.js";

/** Time to wait for an answer before the connection is tested with a ping. */
const ANSWER_MS = 5_000;
const PONG_MS = 10_000;

/** The dependencies of {@link Liveness}. */
export interface LivenessPorts {
  readonly timers: Timers;
  ping(): void;
  dead(): void;
}

/** Detects a dead connection: no frame of any kind arrived within 10 s after a ping. */
export class Liveness {
  readonly #ports: LivenessPorts;
  #isProbing = false;
  #stop: (() => void) | undefined;

  constructor(ports: LivenessPorts) {
    this.#ports = ports;
  }

  /** Called when a frame arrived. */
  received(): void {
    this.#stop?.();
    this.#stop = undefined;
    this.#isProbing = false;
  }

  /** Called when a frame was sent that the server will answer. */
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
