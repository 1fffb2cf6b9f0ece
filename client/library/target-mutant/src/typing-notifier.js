/** Interval at which a typing notification is repeated. */
const TYPING_AGAIN_MS = 4_000;
/** Tells a peer whether the user is writing. */
export class TypingNotifier {
    #peer;
    #ports;
    #since = -Infinity;
    constructor(peer, ports) {
        this.#peer = peer;
        this.#ports = ports;
    }
    /** The user is writing: this is sent every 4 s at most. */
    async started() {
        const now = this.#ports.environment.now();
        if (now - this.#since >= TYPING_AGAIN_MS) {
            this.#since = now;
            await this.#notify("started");
        }
    }
    /** The user has stopped writing. */
    async stopped() {
        if (this.#since !== -Infinity) {
            this.sent();
            await this.#notify("stopped");
        }
    }
    /** The message was sent: it tells the peer that the user has stopped. */
    sent() {
        this.#since = -Infinity;
    }
    async #notify(state) {
        await this.#ports.calls.typing(this.#peer, state).catch(() => {
            // A hint that no app waits for: a closed client sends none.
        });
    }
}
//# sourceMappingURL=typing-notifier.js.map