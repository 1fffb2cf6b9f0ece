import type { Environment } from "./environment.js";
import type { Typing } from "./protocol/server-frames.js";

/** Time after which a user who was writing is considered to have stopped. */
const TYPING_MS = 6_000;

/** The users who are writing to this user. */
export class TypingPeers {
  readonly #environment: Environment;
  readonly #changed: (typing: Typing) => void;
  /** The functions that end the timers. */
  readonly #stops = new Map<string, () => void>();

  constructor(environment: Environment, changed: (typing: Typing) => void) {
    this.#environment = environment;
    this.#changed = changed;
  }

  has(peer: string): boolean {
    return this.#stops.has(peer);
  }

  /** Called when a user has started or stopped writing. */
  heard({ peer, state }: Pick<Typing, "peer" | "state">): void {
    const stop = this.#stops.get(peer);
    stop?.();
    this.#stops.delete(peer);
    if (state === "started") {
      const end = () => this.heard({ peer, state: "stopped" });
      this.#stops.set(peer, this.#environment.after(TYPING_MS, end));
    }
    if (stop ? state === "stopped" : state === "started") {
      this.#changed({ type: "typing", peer, state });
    }
  }

  /** Ends all timers. */
  close(): void {
    for (const stop of this.#stops.values()) {
      stop();
    }
  }
}
