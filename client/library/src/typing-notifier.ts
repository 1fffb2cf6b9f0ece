import type { ConversationPorts } from "./conversation-ports.js";
import type { TypingState } from "./protocol/model.js";

/** Interval at which a typing notification is repeated. */
const TYPING_AGAIN_MS = 4_000;

/** Notifies a peer whether the user is writing. */
export class TypingNotifier {
  readonly #peer: string;
  readonly #ports: ConversationPorts;
  #since = -Infinity;

  constructor(peer: string, ports: ConversationPorts) {
    this.#peer = peer;
    this.#ports = ports;
  }

  /** Reports that the user is writing, in at most one frame every 4 s. */
  async started(): Promise<void> {
    const now = this.#ports.environment.now();
    if (now - this.#since >= TYPING_AGAIN_MS) {
      this.#since = now;
      await this.#notify("started");
    }
  }

  /** Reports that the user has stopped writing. */
  async stopped(): Promise<void> {
    if (this.#since !== -Infinity) {
      this.sent();
      await this.#notify("stopped");
    }
  }

  /** Called when the message was sent, which ends the typing at the peer too. */
  sent(): void {
    this.#since = -Infinity;
  }

  async #notify(state: TypingState): Promise<void> {
    await this.#ports.calls.typing(this.#peer, state).catch(() => {
      // Typing is only a hint, so a closed client ignores it.
    });
  }
}
