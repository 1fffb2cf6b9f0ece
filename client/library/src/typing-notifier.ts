import type { ConversationPorts } from "./conversation-ports.js";
import type { TypingState } from "./protocol/model.js";

/** Interval at which a typing notification is repeated. */
const TYPING_AGAIN_MS = 4_000;

/** Tells a peer whether the user is writing. */
export class TypingNotifier {
  readonly #peer: string;
  readonly #ports: ConversationPorts;
  #since = -Infinity;

  constructor(peer: string, ports: ConversationPorts) {
    this.#peer = peer;
    this.#ports = ports;
  }

  /** The user is writing: this is sent every 4 s at most. */
  async started(): Promise<void> {
    const now = this.#ports.environment.now();
    if (now - this.#since >= TYPING_AGAIN_MS) {
      this.#since = now;
      await this.#notify("started");
    }
  }

  /** The user has stopped writing. */
  async stopped(): Promise<void> {
    if (this.#since !== -Infinity) {
      this.sent();
      await this.#notify("stopped");
    }
  }

  /** The message was sent: it tells the peer that the user has stopped. */
  sent(): void {
    this.#since = -Infinity;
  }

  async #notify(state: TypingState): Promise<void> {
    await this.#ports.calls.typing(this.#peer, state).catch(() => {
      // A hint that no app waits for: a closed client sends none.
    });
  }
}
