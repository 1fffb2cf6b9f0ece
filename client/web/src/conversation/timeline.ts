import type { Message, Page, Part } from "@serverlesschat/client";
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
  #part: Part = { messages: [], after: 0, upTo: 0 };
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
    return this.#part.messages;
  }

  /** The entry before the window. */
  get after(): number {
    return this.#part.after;
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
    return this.#part.upTo >= this.#source.state.held;
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

  /**
   * Moves to a message. The device first reads the missing entries back to it.
   *
   * @returns whether the message is in the window; false if there is no such message or no network
   */
  toMessage(seq: number): Promise<boolean> {
    this.#searches++;
    const has = () => this.messages.some(message => message.seq === seq);
    return this.#queue(async () => {
      if (!has()) {
        await this.#around(seq);
      }
      return has();
    });
  }

  /** Shows a message, some messages before it and more after it. */
  async #around(seq: number): Promise<void> {
    const before = seq + PAGE - BEFORE;
    this.#page(await this.#source.page({ before, limit: PAGE }));
    await this.#fill();
  }

  /** Extends the window to a full page if there are enough messages. */
  async #fill(): Promise<void> {
    if (this.messages.length < PAGE && !this.atEnd) {
      await this.#append(PAGE);
    }
  }

  async #searchUnread(read: number): Promise<void> {
    let part = await this.#source.page({ limit: PAGE });
    for (let pages = 0; part.more && part.after > read && pages < PAGES_TO_UNREAD; pages++) {
      try {
        const older = await this.#source.page({ before: part.after + 1, limit: 2 * PAGE });
        part = { ...oldest(joined(older, part)), more: older.more };
      } catch {
        break; // Offline. The next attempt to show older messages reports it.
      }
    }
    this.#page(part);
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
  take(news: Part, moves: boolean): void {
    const fits = moves || this.messages.length + news.messages.length <= WINDOW;
    if (this.#loaded && fits) {
      this.#extend(news);
    }
  }

  /** Reads messages of the window again that operations have changed, or that were hidden. */
  reread(seqs: readonly number[]): Promise<void> {
    return this.#queue(async () => {
      for (const message of this.messages.filter(({ seq }) => seqs.includes(seq))) {
        const { seq } = message;
        const [now] = (await this.#source.page({ before: seq + 1, limit: 1 })).messages;
        const others = this.messages.filter(one => one.seq !== seq || now?.seq === seq);
        const messages = others.map(one => (one.seq === now?.seq ? now : one));
        this.#show({ ...this.#part, messages }, this.#olderExist);
      }
    });
  }

  /** Moves up by a page, unless the window is moving already. */
  older(): Promise<void> {
    return this.#unlessBusy(async () => {
      if (this.#olderExist && this.#loaded) {
        const page = await this.#source.page({ before: this.after + 1, limit: PAGE });
        this.#show(oldest(joined(page, this.#part)), page.more);
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
    this.#page(await this.#source.page({ limit: PAGE }));
  }

  async #catchUp(): Promise<void> {
    for (let moves = true; moves && !this.atEnd; ) {
      if (this.#source.state.held - this.#part.upTo > PAGE) {
        await this.#newest();
      } else {
        moves = await this.#append(PAGE);
      }
    }
  }

  /** Adds the next messages; returns whether the window grew. */
  async #append(limit: number): Promise<boolean> {
    return this.#extend(await this.#source.page({ after: this.#part.upTo, limit }));
  }

  #extend(news: Part): boolean {
    const { after, upTo } = this.#part;
    const isNext = news.after <= upTo && news.upTo > upTo;
    if (isNext) {
      const all = joined(this.#part, news);
      const messages = all.messages.slice(-WINDOW);
      const isCut = messages.length < all.messages.length;
      const first = messages[0]?.seq ?? 0;
      this.#show({ ...all, messages, after: isCut ? first - 1 : after }, isCut || this.#olderExist);
    }
    return isNext;
  }

  #page({ messages, after, upTo, more }: Page): void {
    this.#show({ messages, after, upTo }, more);
  }

  #show(part: Part, olderExist: boolean): void {
    this.#part = part;
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

/** Combines two adjacent parts of a conversation. */
function joined(lower: Part, upper: Part): Part {
  const news = upper.messages.filter(({ seq }) => seq > lower.upTo);
  return { messages: [...lower.messages, ...news], after: lower.after, upTo: upper.upTo };
}

/** The first messages of a part, up to the size of the window. */
function oldest(part: Part): Part {
  const messages = part.messages.slice(0, WINDOW);
  const isCut = messages.length < part.messages.length;
  return { ...part, messages, upTo: isCut ? (messages.at(-1)?.seq ?? part.after) : part.upTo };
}
