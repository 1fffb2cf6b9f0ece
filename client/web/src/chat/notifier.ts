import type { ConversationState, Message } from "@serverlesschat/client";

/**
 * The delay of a notification. If another tab or device of the user shows the message meanwhile, it
 * is read and there is no notification.
 */
export const PATIENCE_MS = 500;

/** The dependencies of {@link Notifier}. */
export interface NotifierPorts {
  /** Whether the user wants notifications, and the browser allows them. */
  isOn(): boolean;
  /** Whether the device has caught up; messages of a catch-up are not new. */
  isOnline(): boolean;
  state(peer: string): Pick<ConversationState, "blocked" | "muted" | "read">;
  /** Whether the user can see the conversation. */
  isInView(peer: string): boolean;
  /** Runs a function once, after some milliseconds. */
  after(milliseconds: number, run: () => void): void;
  /** Runs a function in only one of the tabs that use the same key. */
  inOneTab(key: string, run: () => void): void;
  notify(peer: string, text: string): void;
  /** Whether a message was removed or hidden. */
  isRemoved(peer: string, seq: number): Promise<boolean>;
  /** Closes the notification of a conversation. */
  close(peer: string): void;
}

/** Notifies the user of new messages, except in muted conversations and in the visible one. */
export class Notifier {
  readonly #ports: NotifierPorts;
  /** The messages in the notifications of this tab, by peer. */
  readonly #shown = new Map<string, number>();

  constructor(ports: NotifierPorts) {
    this.#ports = ports;
  }

  /** Called with new messages of a conversation. */
  heard(peer: string, messages: readonly Pick<Message, "body" | "mine" | "seq">[]): void {
    const message = messages.findLast(({ mine, body }) => !mine && body?.text !== undefined);
    const text = message?.body?.text;
    if (message && text !== undefined && this.#ports.isOn() && this.#ports.isOnline()) {
      const { seq } = message;
      this.#ports.after(PATIENCE_MS, () => {
        if (this.#isNews(peer, seq)) {
          this.#ports.inOneTab(`${peer}:${seq}`, () => {
            this.#shown.set(peer, seq);
            this.#ports.notify(peer, text);
          });
        }
      });
    }
  }

  /** Called with changed messages: a text that is gone must not stay on the screen. */
  async changed(peer: string, seqs: readonly number[]): Promise<void> {
    const seq = this.#shown.get(peer);
    if (seq !== undefined && seqs.includes(seq) && (await this.#ports.isRemoved(peer, seq))) {
      this.#ports.close(peer);
    }
  }

  /** Called when the user has cleared a conversation. */
  cleared(peer: string, upTo: number): void {
    if ((this.#shown.get(peer) ?? Infinity) <= upTo) {
      this.#ports.close(peer);
    }
  }

  #isNews(peer: string, seq: number): boolean {
    const { blocked, muted, read } = this.#ports.state(peer);
    return !blocked && !muted && read < seq && !this.#ports.isInView(peer);
  }
}
