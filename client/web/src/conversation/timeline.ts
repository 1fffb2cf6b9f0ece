import type { Conversation, Message } from "@serverlesschat/client";

const PAGE = 50;
/** At most so many messages are shown at once, however long the conversation is. */
export const WINDOW = 150;

/** What a timeline needs of a conversation. */
export type TimelineSource = Pick<Conversation, "page"> & {
  readonly state: Pick<Conversation["state"], "held">;
};

/** The part of a conversation that is on the page: a window that moves over it without gaps. */
export class Timeline {
  readonly #source: TimelineSource;
  readonly #changed: () => void;
  #messages: readonly Message[] = [];
  #olderExist = true;
  #loaded = false;
  #work: Promise<void> = Promise.resolve();
  #waiting = 0;
  #closed = false;

  constructor(source: TimelineSource, changed: () => void) {
    this.#source = source;
    this.#changed = changed;
  }

  /** Ascending, without gap, at most {@link WINDOW}. */
  get messages(): readonly Message[] {
    return this.#messages;
  }

  /** Whether there are older messages than those in the window. */
  get olderExist(): boolean {
    return this.#olderExist;
  }

  /** Whether anything was read yet. */
  get loaded(): boolean {
    return this.#loaded;
  }

  /** Whether the window goes to the end of what this device holds. */
  get atEnd(): boolean {
    return this.#last >= this.#source.state.held;
  }

  get #last(): number {
    return this.#messages.at(-1)?.seq ?? 0;
  }

  /** Moves to the end of the conversation. */
  toEnd(): Promise<void> {
    return this.#queue(async () => {
      await this.#newest();
      await this.#catchUp();
    });
  }

  /** Takes what came after the window, unless it is too much to follow: then it moves there. */
  follow(): Promise<void> {
    return this.#queue(() => this.#catchUp());
  }

  /**
   * Takes new messages at once, if they are the next ones.
   *
   * @param moves whether the window may leave its oldest messages for them
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

  /** Shows nothing any more. */
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

  /** One step at a time: each begins where the one before has left the window. */
  #queue(step: () => Promise<void>): Promise<void> {
    this.#waiting++;
    const done = this.#work.then(step).finally(() => this.#waiting--);
    this.#work = done.catch(() => {}); // Told to whoever asked for that step.
    return done;
  }
}
