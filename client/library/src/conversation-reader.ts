import type { ConversationPorts } from "./conversation-ports.js";
import type { ChatError } from "./errors.js";
import { type Message, messageOf } from "./messages.js";
import { LIMITS } from "./protocol/limits.js";
import type { Entry } from "./protocol/model.js";

/** A part of a conversation. */
export interface Page {
  /** Ascending, without a gap. */
  readonly messages: readonly Message[];
  /** Whether there are older messages. */
  readonly more: boolean;
  /**
   * The reason why older messages could not be loaded, if there is one: the page has only the
   * messages that this device holds.
   */
  readonly error?: ChatError;
}

/** Reads a conversation from the store, and what is missing there from the server. */
export class ConversationReader {
  readonly #peer: string;
  readonly #ports: ConversationPorts;

  constructor(peer: string, ports: ConversationPorts) {
    this.#peer = peer;
    this.#ports = ports;
  }

  get #state() {
    return this.#ports.view.conversation(this.#peer);
  }

  /** A page of messages: `Conversation.page`. */
  async page(options: { readonly before?: number; readonly limit?: number }): Promise<Page> {
    const { before = Infinity } = options;
    const limit = Math.max(1, Math.min(options.limit ?? LIMITS.pageDefault, LIMITS.page));
    let page = await this.#held(before, limit);
    if (page.messages.length < limit && page.more) {
      try {
        await this.#fetch(before, limit);
        page = await this.#held(before, limit);
      } catch (error) {
        if (page.messages.length === 0) {
          throw error;
        }
        page = { ...page, error: error as ChatError };
      }
    }
    return page;
  }

  /** Asks the server for older messages: once, or until the page is reached if it is far back. */
  async #fetch(before: number, limit: number): Promise<void> {
    const first = () => (this.#state.base ?? 0) + 1;
    let known: number;
    do {
      known = this.#state.base === undefined ? Infinity : first();
      await this.#ports.calls.older(this.#peer, before < first() ? LIMITS.page : limit);
    } while (first() < known && before <= first());
  }

  async #held(before: number, limit: number): Promise<Page> {
    const { base, held } = this.#state;
    if (base === undefined) {
      return { messages: [], more: true };
    }
    const range = { after: base, before: Math.min(before, held + 1), limit };
    const entries = await this.#ports.store().entries(this.#peer, range);
    const first = entries[0]?.seq ?? Math.min(before, base + 1);
    return { messages: entries.map(entry => messageOf(this.#peer, entry)), more: first > 1 };
  }

  /** The entries after a `seq`, present and new ones: `Conversation.messages`. */
  async *entries(after: number): AsyncGenerator<Entry, void, void> {
    let last = after;
    const news = this.#ports.view.emitter.events("messages");
    let next = news.next();
    try {
      for (;;) {
        const { base = 0, held } = this.#state;
        last = Math.max(last, base);
        const range = { after: last, before: held + 1, limit: LIMITS.page, oldest: true };
        const entries = await this.#ports.store().entries(this.#peer, range);
        for (const entry of entries) {
          last = entry.seq;
          yield entry;
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
}
