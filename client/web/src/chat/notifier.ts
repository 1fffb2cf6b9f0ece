import type { ConversationState, Message } from "@serverlesschat/client";

/** Another tab or device of the user may show the message meanwhile: then it is read. */
export const PATIENCE_MS = 500;

/** The dependencies of {@link Notifier}. */
export interface NotifierPorts {
  /** Whether the user wants notifications, and the browser allows them. */
  isOn(): boolean;
  /** Whether the device has all earlier messages: those that it catches up on are not new. */
  isOnline(): boolean;
  state(peer: string): Pick<ConversationState, "blocked" | "muted" | "read">;
  /** Whether the user can see the conversation. */
  isInView(peer: string): boolean;
  /** Runs something once, after some milliseconds. */
  after(milliseconds: number, run: () => void): void;
  /** Runs something in one of the tabs that ask for the same key. */
  inOneTab(key: string, run: () => void): void;
  notify(peer: string, text: string): void;
}

/** Notifies the user of new messages: not of muted conversations, nor of the one in view. */
export class Notifier {
  readonly #ports: NotifierPorts;

  constructor(ports: NotifierPorts) {
    this.#ports = ports;
  }

  /** Takes new messages of a conversation. */
  heard(peer: string, messages: readonly Pick<Message, "body" | "mine" | "seq">[]): void {
    const message = messages.findLast(({ mine, body }) => !mine && body?.text !== undefined);
    const text = message?.body?.text;
    if (message && text !== undefined && this.#ports.isOn() && this.#ports.isOnline()) {
      const { seq } = message;
      this.#ports.after(PATIENCE_MS, () => {
        if (this.#isNews(peer, seq)) {
          this.#ports.inOneTab(`${peer}:${seq}`, () => this.#ports.notify(peer, text));
        }
      });
    }
  }

  #isNews(peer: string, seq: number): boolean {
    const { blocked, muted, read } = this.#ports.state(peer);
    return !blocked && !muted && read < seq && !this.#ports.isInView(peer);
  }
}
