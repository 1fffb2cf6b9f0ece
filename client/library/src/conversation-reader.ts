import type { ConversationPorts } from "./conversation-ports.js";
import type { ChatError } from "./errors.js";
import { islandOf } from "./island.js";
import type { Message } from "./messages.js";
import type { Part } from "./part.js";
import { isVisible } from "./protocol/content.js";
import { merged } from "./protocol/fold.js";
import { LIMITS } from "./protocol/limits.js";
import type { Entry, Fold } from "./protocol/model.js";

/** The maximum number of requests for a page, since most of the entries may be operations. */
const REQUESTS_MAX = 4;

/** A part of a conversation. It has the requested size if there are enough messages. */
export interface Page extends Part {
  /** Whether there are older messages, which are before `after + 1`. */
  readonly more: boolean;
  /**
   * The reason why older messages could not be loaded, if there is one: the page has only the
   * messages that this device holds.
   */
  readonly error?: ChatError;
}

/** The options of a page. */
export interface PageOptions {
  /** If set, the page has the newest messages before this `seq`. */
  readonly before?: number;
  /** If set, the page has the oldest messages after this `seq`. */
  readonly after?: number;
  /** The maximum number of messages, 1 to 100; by default 50. */
  readonly limit?: number;
}

/** Reads a conversation from the store, and the missing messages from the server. */
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

  /** A page of messages; see `Conversation.page`. */
  async page({ before = Infinity, after, limit: most }: PageOptions): Promise<Page> {
    const limit = Math.max(1, Math.min(most ?? LIMITS.pageDefault, LIMITS.page));
    const isForward = after !== undefined;
    const read = () => (isForward ? this.#after(after, limit) : this.#before(before, limit));
    let page = await read();
    try {
      for (let requests = 0; requests < REQUESTS_MAX; requests++) {
        const isShort = isForward ? page.after > after : page.messages.length < limit;
        if (!isShort || !page.more) {
          break;
        }
        const end = isForward ? Math.max(after, this.#state.clearedTo) + 1 : before;
        await this.#fetch(end, requests > 0 ? LIMITS.page : limit);
        page = await read();
      }
    } catch (error) {
      if (page.messages.length === 0) {
        throw error;
      }
      page = { ...page, error: error as ChatError };
    }
    return page;
  }

  /** Requests older entries from the server, once or until a page far back is reached. */
  async #fetch(before: number, limit: number): Promise<void> {
    const first = () => (this.#state.base ?? 0) + 1;
    let known: number;
    do {
      known = this.#state.base === undefined ? Infinity : first();
      await this.#ports.calls.older(this.#peer, before < first() ? LIMITS.page : limit);
    } while (first() < known && before <= first());
  }

  /** The messages among the last entries before a `seq`, as far as this device holds them. */
  async held(before: number, count: number): Promise<Part> {
    const { base = Infinity, clearedTo, held } = this.#state;
    const upTo = Math.min(before - 1, held);
    const after = Math.min(upTo, Math.max(base, clearedTo, upTo - count));
    const range = { after, before: upTo + 1, limit: Infinity };
    const entries = await this.#ports.store().entries(this.#peer, range);
    return { messages: await this.#folded(entries.filter(isVisible)), after, upTo };
  }

  /** The newest messages before a `seq` that this device holds. */
  async #before(before: number, limit: number): Promise<Page> {
    const { base = Infinity, clearedTo, held } = this.#state;
    const first = Math.max(base, clearedTo);
    const upTo = Math.min(before - 1, held);
    const found: Entry[] = [];
    let after = upTo;
    while (found.length < limit && after > first) {
      const range = { after: first, before: after + 1, limit };
      const entries = await this.#ports.store().entries(this.#peer, range);
      const messages = entries.filter(isVisible).slice(found.length - limit);
      found.unshift(...messages);
      const isFull = found.length === limit;
      after = ((isFull ? messages[0] : entries[0])?.seq ?? first + 1) - 1;
    }
    const more = base === Infinity || after > clearedTo;
    return { messages: await this.#folded(found), after, upTo, more };
  }

  /** The oldest messages after a `seq` that this device holds. */
  async #after(least: number, limit: number): Promise<Page> {
    const { base = Infinity, clearedTo, held } = this.#state;
    const after = Math.max(least, Math.min(Math.max(base, clearedTo), held));
    const found: Entry[] = [];
    let upTo = after;
    while (found.length < limit && upTo < held) {
      const range = { after: upTo, before: held + 1, limit, oldest: true };
      const entries = await this.#ports.store().entries(this.#peer, range);
      const messages = entries.filter(isVisible).slice(0, limit - found.length);
      found.push(...messages);
      const isFull = found.length === limit;
      upTo = (isFull ? messages : entries).at(-1)?.seq ?? held;
    }
    return { messages: await this.#folded(found), after, upTo, more: after > clearedTo };
  }

  /** The messages with all operations on them applied. */
  async #folded(entries: readonly Entry[]): Promise<Message[]> {
    const seqs = entries.map(({ seq }) => seq);
    const folds = seqs.length > 0 ? await this.#ports.store().folds(this.#peer, seqs) : [];
    return this.#messages(entries, folds);
  }

  #messages(entries: readonly Entry[], folds: readonly Fold[]): Message[] {
    const held = new Map(folds.map(fold => [fold.target, fold]));
    return entries.map(entry => this.#ports.view.message(this.#peer, entry, held.get(entry.seq)));
  }

  /** One message; see `Conversation.message`. */
  async message(seq: number): Promise<Message | undefined> {
    const { base = Infinity, clearedTo, held } = this.#state;
    const folds = await this.#ports.store().folds(this.#peer, [seq]);
    if (seq <= clearedTo || folds[0]?.hidden) {
      return undefined;
    }
    if (seq > base && seq <= held) {
      const range = { after: seq - 1, before: seq + 1, limit: 1 };
      const entries = await this.#ports.store().entries(this.#peer, range);
      return this.#messages(entries.filter(isVisible), folds)[0];
    }
    const { entry, fold } = await islandOf(this.#ports.calls, this.#peer, seq);
    return entry && this.#messages([entry], [merged(folds[0] ?? fold, fold)])[0];
  }

  /** The present and new messages after a `seq`; see `Conversation.messages`. */
  async *messages(after: number): AsyncGenerator<Message, void, void> {
    let last = after;
    const news = this.#ports.view.emitter.events("messages");
    let next = news.next();
    try {
      for (;;) {
        const { messages, upTo } = await this.#after(last, LIMITS.page);
        for (const message of messages) {
          yield message;
        }
        const isNew = upTo > last;
        last = Math.max(last, upTo);
        if (!isNew) {
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
