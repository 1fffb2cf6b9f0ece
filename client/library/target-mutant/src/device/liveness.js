/** Time for an answer before the connection is tried with a ping. */
const ANSWER_MS = 5_000;
const PONG_MS = 10_000;
/** Decides that a connection is dead: a ping was sent, and no frame of any kind came in 10 s. */
export class Liveness {
    #ports;
    #isProbing = false;
    #stop;
    constructor(ports) {
        this.#ports = ports;
    }
    /** A frame came. */
    received() {
        this.#stop?.();
        this.#stop = undefined;
        this.#isProbing = false;
    }
    /** A frame was sent that the server answers. */
    expectsAnswer() {
        this.#stop ??= this.#ports.timers.after(ANSWER_MS, () => this.probe());
    }
    /** Pings, unless a ping is unanswered. */
    probe() {
        if (!this.#isProbing) {
            this.#isProbing = true;
            this.#stop?.();
            this.#stop = this.#ports.timers.after(PONG_MS, () => this.#ports.dead());
            this.#ports.ping();
        }
    }
}
//# sourceMappingURL=liveness.js.map