import type { Message } from "@serverlesschat/client";
import { firstSince, type SearchedConversation } from "./date-search.js";

const PAGE = 50;
/** The maximum number of messages on the page. */
export const WINDOW = 150;
/**
 * The number of messages shown as context before the first unread message or the first message of a
 * day.
 */
const BEFORE = 20;
/** The maximum number of pages that are read to find the first unread message. */
const PAGES_TO_UNREAD = 20;

/** The part of a conversation that is on the page: a window that moves over it without gaps. */
export class Timeline {
  readonly #source: SearchedConversation;
  readonly #changed: () => void;
  #messages: readonly Message[] = [];
  #olderExist = true;
  #loaded = false;
  #work: Promise<void> = Promise.resolve();
  #waiting = 0;
  #searches = 0;
  #closed = false;

  constructor(source: SearchedConversation, changed: () => void) {
    this.#source = source;
    this.#changed = changed;
  }

  /** The messages in ascending order without gaps, at most {@link WINDOW}. */
  get messages(): readonly Message[] {
    return this.#messages;
  }

  /** Whether there are older messages than in the window. */
  get olderExist(): boolean {
    return this.#olderExist;
  }

  /** Whether the first messages were read. */
  get loaded(): boolean {
    return this.#loaded;
  }

  /** Whether the window extends to the last message that this device holds. */
  get atEnd(): boolean {
    return this.#last >= this.#source.state.held;
  }

  get #last(): number {
    return this.#messages.at(-1)?.seq ?? 0;
  }

  /** Moves to the end of the conversation. */
  toEnd(): Promise<void> {
    this.#searches++;
    return this.#queue(async () => {
      await this.#newest();
      await this.#catchUp();
    });
  }

  /**
   * Moves to the first unread message. If too many messages are missing on this device, the window
   * moves as near to it as possible.
   *
   * @param read the last message that the user has read
   */
  toUnread(read: number): Promise<void> {
    return this.#queue(async () => {
      if ((this.#source.state.base ?? Infinity) <= read) {
        await this.#around(read + 1);
      } else {
        await this.#searchUnread(read);
        await this.#fill();
      }
    });
  }

  /**
   * Moves to the first message that was sent at or after a moment. Moving to the end or to another
   * moment ends the search.
   *
   * @returns the message's `seq`, or the one after the last if all messages are older; undefined if
   * the search was ended
   */
  toMoment(moment: number): Promise<number | undefined> {
    const search = ++this.#searches;
    const isWanted = () => !this.#closed && search === this.#searches;
    return this.#queue(async () => {
      const found = await firstSince(this.#source, moment, isWanted);
      if (found !== undefined && found <= this.#source.state.held) {
        await this.#around(found);
      }
      return found;
    });
  }

  /** Shows a message, some before it and more after it. */
  async #around(seq: number): Promise<void> {
    const before = seq + PAGE - BEFORE;
    const { messages, more } = await this.#source.page({ before, limit: PAGE });
    this.#show(messages, more);
    await this.#fill();
  }

  /** Extends the window to a full page if there are enough messages. */
  async #fill(): Promise<void> {
    if (this.#messages.length < PAGE && !this.atEnd) {
      await this.#append(PAGE);
    }
  }

  async #searchUnread(read: number): Promise<void> {
    let { messages, more } = await this.#source.page({ limit: PAGE });
    for (let pages = 0; more && pages < PAGES_TO_UNREAD; pages++) {
      const first = messages[0]?.seq ?? 0;
      if (first <= read + 1) {
        break;
      }
      try {
        const older = await this.#source.page({ before: first, limit: 2 * PAGE });
        messages = [...older.messages, ...messages].slice(0, WINDOW);
        more = older.more;
      } catch {
        break; // Offline. The next attempt to show older messages reports it.
      }
    }
    this.#show(messages, more);
  }

  /** Adds the messages after the window. If there are too many, the window moves to the end. */
  follow(): Promise<void> {
    return this.#queue(() => this.#catchUp());
  }

  /**
   * Adds new messages immediately if they are the next ones.
   *
   * @param moves whether the window may drop its oldest messages for them
   */
  take(messages: readonly Message[], moves: boolean): void {
    const news = messages.filter(({ seq }) => seq > this.#last);
    const fits = moves || this.#messages.length + news.length <= WINDOW;
    if (this.#loaded && fits && news[0]?.seq === this.#last + 1) {
      this.#extend(news);
    }
  }

  /** Moves up by a page, unless the window is moving already. */
  older(): Promise<void> {
    return this.#unlessBusy(async () => {
      const first = this.#messages[0]?.seq;
      if (this.#olderExist && first !== undefined) {
        const page = await this.#source.page({ before: first, limit: PAGE });
        this.#show([...page.messages, ...this.#messages].slice(0, WINDOW), page.more);
      }
    });
  }

  /** Moves down by a page, unless the window is moving already. */
  newer(): Promise<void> {
    return this.#unlessBusy(async () => {
      if (!this.atEnd) {
        await this.#append(PAGE);
      }
    });
  }

  /** Stops reporting changes. */
  close(): void {
    this.#closed = true;
  }

  async #newest(): Promise<void> {
    const { messages, more } = await this.#source.page({ limit: PAGE });
    this.#show(messages, more);
  }

  async #catchUp(): Promise<void> {
    for (let news = 1; news > 0 && !this.atEnd; ) {
      if (this.#source.state.held - this.#last > PAGE) {
        await this.#newest();
      } else {
        news = await this.#append(PAGE);
      }
    }
  }

  async #append(limit: number): Promise<number> {
    const page = await this.#source.page({ before: this.#last + limit + 1, limit });
    const news = page.messages.filter(({ seq }) => seq > this.#last);
    if (news.length > 0) {
      this.#extend(news);
    }
    return news.length;
  }

  #extend(news: readonly Message[]): void {
    const all = [...this.#messages, ...news];
    this.#show(all.slice(-WINDOW), all.length > WINDOW || this.#olderExist);
  }

  #show(messages: readonly Message[], olderExist: boolean): void {
    this.#messages = messages;
    this.#olderExist = olderExist;
    this.#loaded = true;
    if (!this.#closed) {
      this.#changed();
    }
  }

  #unlessBusy(step: () => Promise<void>): Promise<void> {
    return this.#waiting > 0 ? Promise.resolve() : this.#queue(step);
  }

  /** Runs one step at a time. Each step starts with the window of the previous one. */
  #queue<Result>(step: () => Promise<Result>): Promise<Result> {
    this.#waiting++;
    const done = this.#work.then(step).finally(() => this.#waiting--);
    const ended = () => {}; // The caller of the failed step gets the error.
    this.#work = done.then(ended, ended);
    return done;
  }
}
