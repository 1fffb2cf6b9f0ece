import type { ConversationPorts } from "./conversation-ports.js";
import { ConversationReader, type Page } from "./conversation-reader.js";
import type { ConversationState } from "./device/events.js";
import { ChatError } from "./errors.js";
import {
  type Message,
  type MessageStatus,
  messageOf,
  type OutgoingMessage,
  statusOf,
} from "./messages.js";
import { LIMITS } from "./protocol/limits.js";
import type { Settings, TypingState } from "./protocol/model.js";
import { textError } from "./protocol/text.js";

const TEXT_FAULTS = {
  emptyText: "A message must have a visible character.",
  tooLarge: `A message has at most ${LIMITS.textBytes} bytes of UTF-8.`,
  invalidText: "A message must be Unicode text, without lone surrogates.",
};
/** Interval at which a typing notification is repeated. */
const TYPING_AGAIN_MS = 4_000;

/** A conversation of the user with a peer. */
export class Conversation {
  /** The other user. */
  readonly peer: string;
  readonly #ports: ConversationPorts;
  readonly #reader: ConversationReader;
  #typingSince = -Infinity;

  constructor(peer: string, ports: ConversationPorts) {
    this.peer = peer;
    this.#ports = ports;
    this.#reader = new ConversationReader(peer, ports);
  }

  /** The current state; the event `conversation` reports changes. */
  get state(): ConversationState {
    return this.#ports.view.conversation(this.peer);
  }

  /** Whether the peer is writing; the event `typing` reports changes. */
  get isTyping(): boolean {
    return this.#ports.view.isTyping(this.peer);
  }

  /**
   * Sends a text to the peer, online or not. Keep the text on the screen until this resolves.
   *
   * @param text 1 to 4096 bytes of UTF-8 with at least one visible character
   * @returns the message's `clientMessageId`, once the message is on the disk. From then on it is
   *   sent until the server accepts or finally refuses it; the event `outgoing` reports both.
   * @throws `ChatError` `emptyText`, `tooLarge` or `invalidText` for a text that cannot be sent;
   *   `storageFailed`, `storageFull` or `storageOutdated` if it is not on the disk; `closed`
   */
  async send(text: string): Promise<string> {
    const fault = textError(text);
    if (fault) {
      throw new ChatError(fault, TEXT_FAULTS[fault]);
    }
    const clientMessageId = this.#ports.environment.uuid();
    await this.#ports.calls.send(this.peer, { type: "text", text }, clientMessageId);
    this.#typingSince = -Infinity;
    return clientMessageId;
  }

  /**
   * Messages of this device that have no place in the conversation yet: show them after the others.
   */
  outgoing(): OutgoingMessage[] {
    return this.#ports.view.outgoing().filter(({ peer }) => peer === this.peer);
  }

  /** Sends a failed message again with the same id. */
  retry(clientMessageId: string): Promise<void> {
    return this.#ports.calls.retry(clientMessageId);
  }

  /** Deletes a failed message. If the server has accepted it after all, it is shown as sent. */
  discard(clientMessageId: string): Promise<void> {
    return this.#ports.calls.discard(clientMessageId);
  }

  /** The status of a message of this user. */
  status(message: Message | OutgoingMessage): MessageStatus {
    return statusOf(message, this.state);
  }

  /**
   * A page of the conversation, from this device and, for missing messages, from the server.
   *
   * @param options `before`: only messages before this `seq`, by default the newest; `limit`: the
   *   maximum number of messages, 1 to 100, by default 50
   * @throws `ChatError` `offline` if the device holds none of the page and the server does not
   * answer; a part that the device holds is returned, with the `error`
   */
  page(options: { readonly before?: number; readonly limit?: number } = {}): Promise<Page> {
    return this.#reader.page(options);
  }

  /**
   * The messages after a `seq`, in order and each once: the present ones, then new ones until the
   * client is closed.
   *
   * @param after by default the last message of this device: only new messages
   */
  async *messages(after: number = this.state.held): AsyncGenerator<Message, void, void> {
    for await (const entry of this.#reader.entries(after)) {
      yield messageOf(this.peer, entry);
    }
  }

  /**
   * Marks the conversation as read up to a `seq`. The peer and the user's other devices are notified.
   *
   * @param seq by default the last message of this device
   */
  markRead(seq: number = this.state.held): Promise<void> {
    return this.#ports.calls.markRead(this.peer, seq);
  }

  /** Tells the peer that the user is writing. Call it at each key: it is sent every 4 s at most. */
  async typing(): Promise<void> {
    const now = this.#ports.environment.now();
    if (now - this.#typingSince >= TYPING_AGAIN_MS) {
      this.#typingSince = now;
      await this.#notifyTyping("started");
    }
  }

  /** Tells the peer that the user has stopped writing. */
  async stopTyping(): Promise<void> {
    if (this.#typingSince !== -Infinity) {
      this.#typingSince = -Infinity;
      await this.#notifyTyping("stopped");
    }
  }

  async #notifyTyping(state: TypingState): Promise<void> {
    await this.#ports.calls.typing(this.peer, state).catch(() => {
      // A hint that no app waits for: a closed client sends none.
    });
  }

  /**
   * Changes settings: blocked, muted, archived, pinned.
   *
   * @throws `ChatError` `offline`
   */
  async set(settings: Partial<Settings>): Promise<void> {
    await this.#ports.calls.request({ action: "conversation", peer: this.peer, set: settings });
  }

  /** Drops this device's replica of the conversation, and reads its newest page again. */
  resync(): Promise<void> {
    return this.#ports.calls.resync(this.peer);
  }
}
