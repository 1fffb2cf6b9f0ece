import type { ConversationPorts } from "./conversation-ports.js";
import { ConversationReader, type Page, type PageOptions } from "./conversation-reader.js";
import { ConversationWriter } from "./conversation-writer.js";
import type { ConversationState } from "./device/events.js";
import {
  type Message,
  type MessageStatus,
  type OutgoingMessage,
  type OutgoingOperation,
  type SendOptions,
  type Sent,
  statusOf,
} from "./messages.js";
import type { Settings } from "./protocol/model.js";
import { TypingNotifier } from "./typing-notifier.js";

/** A conversation of the user with a peer. */
export class Conversation {
  /** The other user. */
  readonly peer: string;
  readonly #ports: ConversationPorts;
  readonly #reader: ConversationReader;
  readonly #writer: ConversationWriter;
  readonly #typing: TypingNotifier;

  constructor(peer: string, ports: ConversationPorts) {
    this.peer = peer;
    this.#ports = ports;
    this.#reader = new ConversationReader(peer, ports);
    this.#writer = new ConversationWriter(peer, ports);
    this.#typing = new TypingNotifier(peer, ports);
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
   * @returns the sent message, once it is on the disk. From then on it is sent until the server
   * accepts or finally refuses it; `accepted` and the event `outgoing` report both.
   * @throws `ChatError` `emptyText`, `tooLarge` or `invalidText` for a text that cannot be sent;
   * `storageFailed`, `storageFull` or `storageOutdated` if it is not on the disk; `closed`
   */
  async send(text: string, options: SendOptions = {}): Promise<Sent> {
    const sent = await this.#writer.send(text, options);
    this.#typing.sent();
    return sent;
  }

  /**
   * Changes the text of a message of this user, online or not. An unsent message is sent with the
   * new text.
   *
   * @param message of this user, in its place or outgoing
   * @param text as for `send`
   * @returns the sent operation, once it is on the disk. The event `changed` reports it immediately.
   * `accepted` and the event `refused` report if the server finally refuses it (`tooLate`,
   * `targetGone`)
   * @throws `ChatError` as `send`; `targetGone` for a message that has failed or was removed;
   * `invalidField` for a message of the peer
   */
  edit(message: Message | OutgoingMessage, text: string): Promise<Sent> {
    return this.#writer.edit(message, text);
  }

  /**
   * Removes a message of this user, for both users and on all devices. Its text is deleted from
   * this device immediately. The call rejects, and the operation can be refused, as for `edit`.
   *
   * @param message of this user, in its place or outgoing
   * @returns the sent operation, once it is on the disk
   */
  remove(message: Message | OutgoingMessage): Promise<Sent> {
    return this.#writer.remove(message);
  }

  /**
   * Reacts to a message of either user. The reaction replaces this user's last reaction to the
   * message. The call rejects, and the operation can be refused, as for `edit`.
   *
   * @param emoji one emoji; empty to remove the reaction
   * @returns the sent operation, once it is on the disk
   */
  react(message: Message | OutgoingMessage, emoji: string): Promise<Sent> {
    return this.#writer.react(message, emoji);
  }

  /** Messages of this device that have no place in the log yet: show them after the others. */
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

  /** The unaccepted edits, removals and reactions of this device. */
  operations(): OutgoingOperation[] {
    return this.#ports.view.operations().filter(({ peer }) => peer === this.peer);
  }

  /**
   * A page of the conversation, from this device and, for missing messages, from the server.
   *
   * @param options `before`: the newest messages before this `seq`, by default the newest of all;
   * or `after`: the oldest messages after this `seq`; `limit`: the maximum number of messages, 1 to
   * 100, by default 50
   * @throws `ChatError` `offline` if the device holds none of the page and the server does not
   * answer; a part that the device holds is returned, with the `error`
   */
  page(options: PageOptions = {}): Promise<Page> {
    return this.#reader.page(options);
  }

  /**
   * The present state of one message, such as the message to which another one replies. It comes
   * from this device or, if it is far back, from the server; then it is not stored on this device.
   *
   * @returns undefined if the entry `seq` is not a message, or does not exist
   * @throws `ChatError` `offline` if this device does not hold it and the server does not answer
   */
  message(seq: number): Promise<Message | undefined> {
    return this.#reader.message(seq);
  }

  /**
   * The messages after a `seq`, in order and each once: first the present messages, then new ones
   * until the client is closed.
   *
   * @param after by default the last message of this device: only new messages
   */
  async *messages(after: number = this.state.held): AsyncGenerator<Message, void, void> {
    yield* this.#reader.messages(after);
  }

  /** Marks the conversation as read up to a `seq`, by default the last message of this device. */
  markRead(seq: number = this.state.held): Promise<void> {
    return this.#ports.calls.markRead(this.peer, seq);
  }

  /** Notifies the peer that the user is writing. Call it at each key: it sends little. */
  typing(): Promise<void> {
    return this.#typing.started();
  }

  /** Notifies the peer that the user has stopped writing. */
  stopTyping(): Promise<void> {
    return this.#typing.stopped();
  }

  /**
   * Changes settings: blocked, muted, archived, pinned.
   *
   * @throws `ChatError` `offline`
   */
  async set(settings: Partial<Settings>): Promise<void> {
    await this.#ports.calls.request({ action: "conversation", peer: this.peer, set: settings });
  }

  /**
   * Deletes messages for this user only, on all devices of the user, online or not. The texts are
   * deleted from this device immediately. Nothing can be shown again, and the peer is not told.
   *
   * @returns once it is durable; if the server finally refuses it, the event `error` reports that
   * @throws `ChatError` `invalidField` for a `seq` that is not in the conversation; `closed`
   */
  hide(seqs: readonly number[]): Promise<void> {
    return this.#writer.hide(seqs);
  }

  /** As `hide`, for all messages up to one, by default the last one. They are marked as read. */
  clear(upTo?: number): Promise<void> {
    return this.#writer.clear(upTo);
  }

  /** Drops this device's replica of the conversation, and reads its newest page again. */
  resync(): Promise<void> {
    return this.#ports.calls.resync(this.peer);
  }
}
