import type { ConversationState } from "./device/events.js";
import type { Environment } from "./environment.js";
import { ChatError } from "./errors.js";
import type { Calls } from "./host/calls.js";
import {
  type Message,
  type MessageStatus,
  messageOf,
  type OutgoingMessage,
  statusOf,
} from "./messages.js";
import type { Settings, TypingState } from "./protocol/frames.js";
import { LIMITS } from "./protocol/limits.js";
import { textError } from "./protocol/text.js";
import type { Store } from "./store/store.js";
import type { View } from "./view.js";

const TEXT_FAULTS = {
  emptyText: "A message must have a visible character.",
  tooLarge: `A message has at most ${LIMITS.textBytes} bytes of UTF-8.`,
  invalidText: "A message must be Unicode text, without lone surrogates.",
};
/** Interval at which a typing notification is repeated. */
const TYPING_AGAIN_MS = 4_000;

/** A part of a conversation. */
export interface Page {
  /** Ascending, without gap. */
  readonly messages: readonly Message[];
  /** Whether there are older ones. */
  readonly more: boolean;
}

/** What a conversation needs of its client. */
export interface ConversationPorts {
  readonly view: View;
  readonly calls: Calls;
  /** The store in use. */
  store(): Store;
  readonly environment: Environment;
}

/** One conversation: what the user and a peer write each other. */
export class Conversation {
  /** The other user. */
  readonly peer: string;
  readonly #ports: ConversationPorts;
  #typingSince = -Infinity;

  constructor(peer: string, ports: ConversationPorts) {
    this.peer = peer;
    this.#ports = ports;
  }

  /** How it stands now; the event `conversation` tells of changes. */
  get state(): ConversationState {
    return this.#ports.view.conversation(this.peer);
  }

  /** Whether the peer is writing; the event `typing` tells of changes. */
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

  /** Messages of this device that do not stand in their place yet: to be shown after the others. */
  outgoing(): OutgoingMessage[] {
    return this.#ports.view.outgoing().filter(({ peer }) => peer === this.peer);
  }

  /** Sends a message that failed once more, as the same message. */
  retry(clientMessageId: string): Promise<void> {
    return this.#ports.calls.retry(clientMessageId);
  }

  /** Gives a message up that failed. If the server has it after all, it is shown. */
  discard(clientMessageId: string): Promise<void> {
    return this.#ports.calls.discard(clientMessageId);
  }

  /** How far a message of one's own got. */
  status(message: Message | OutgoingMessage): MessageStatus {
    return statusOf(message, this.state);
  }

  /**
   * A page of the conversation, from this device and, if it does not hold it, from the server.
   *
   * @param options `before`: only messages before this `seq`, without it the newest; `limit`: at
   *   most so many, 1 to 100, by default 50
   * @throws `ChatError` `offline`, if the device holds none of the page and the server cannot be
   *   asked; what this device holds of it is given even offline
   */
  async page(options: { readonly before?: number; readonly limit?: number } = {}): Promise<Page> {
    const limit = Math.max(1, Math.min(options.limit ?? LIMITS.pageDefault, LIMITS.page));
    const before = options.before ?? Infinity;
    let page = await this.#held(before, limit);
    if (page.messages.length < limit && page.more) {
      try {
        await this.#fetch(before, limit);
        page = await this.#held(before, limit);
      } catch (error) {
        if (page.messages.length === 0) {
          throw error;
        }
      }
    }
    return page;
  }

  /** Asks the server for older messages: once, or until the page is reached if it is far back. */
  async #fetch(before: number, limit: number): Promise<void> {
    const first = () => (this.state.base ?? 0) + 1;
    let known: number;
    do {
      known = this.state.base === undefined ? Infinity : first();
      await this.#ports.calls.older(this.peer, before < first() ? LIMITS.page : limit);
    } while (first() < known && before <= first());
  }

  async #held(before: number, limit: number): Promise<Page> {
    const { base, held } = this.state;
    if (base === undefined) {
      return { messages: [], more: true };
    }
    const entries = await this.#ports.store().entries(this.peer, {
      after: base,
      before: Math.min(before, held + 1),
      limit,
    });
    const first = entries[0]?.seq ?? Math.min(before, base + 1);
    return { messages: entries.map(e => messageOf(this.peer, e)), more: first > 1 };
  }

  /**
   * The messages after a `seq`, in order and each once: first those that are there, then those to
   * come, until the client is closed.
   *
   * @param after by default what is held now: only new messages
   */
  async *messages(after: number = this.state.held): AsyncGenerator<Message, void, void> {
    let last = after;
    const news = this.#ports.view.emitter.events("messages");
    let next = news.next();
    try {
      for (;;) {
        const { base = 0, held } = this.state;
        last = Math.max(last, base);
        const range = { after: last, before: held + 1, limit: LIMITS.page, oldest: true };
        const entries = last < held ? await this.#ports.store().entries(this.peer, range) : [];
        for (const entry of entries) {
          last = entry.seq;
          yield messageOf(this.peer, entry);
        }
        if (entries.length === 0) {
          if ((await next).done) {
            return;
          }
          next = news.next();
        }
      }
    } finally {
      void news.return();
    }
  }

  /**
   * The user has seen the conversation up to here. The peer and the user's other devices are told.
   *
   * @param seq by default all that is held
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
   * Blocks, mutes, archives or pins the conversation, or the contrary.
   *
   * @throws `ChatError` `offline`
   */
  async set(settings: Partial<Settings>): Promise<void> {
    await this.#ports.calls.request({ action: "conversation", peer: this.peer, set: settings });
  }

  /** Forgets what this device holds of the conversation, and reads its newest page anew. */
  resync(): Promise<void> {
    return this.#ports.calls.resync(this.peer);
  }
}
