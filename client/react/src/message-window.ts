import type {
  ChatClient,
  ChatError,
  Conversation,
  Page,
  PageOptions,
  Part,
} from "@serverlesschat/client";

/** The loaded messages of a conversation. */
export interface LoadedMessages extends Page {
  /** Whether a page is being read. */
  readonly isLoading: boolean;
}

const NOTHING: LoadedMessages = { messages: [], after: 0, upTo: 0, more: false, isLoading: true };

/**
 * A part of a conversation without gaps: its newest page, older pages on demand, and all new
 * messages.
 */
export class MessageWindow {
  readonly #chat: ChatClient;
  readonly #conversation: Conversation;
  readonly #limit: number;
  readonly #listeners = new Set<() => void>();
  #loaded = NOTHING;
  /**
   * Increases whenever all messages are dropped. A page that was requested before that is not
   * shown.
   */
  #generation = 0;
  #reading: Promise<void> = Promise.resolve();
  #stop = () => {};

  constructor(chat: ChatClient, peer: string, limit: number) {
    this.#chat = chat;
    this.#conversation = chat.conversation(peer);
    this.#limit = limit;
  }

  /** Loads and follows the conversation from the first listener until the last one is removed. */
  readonly subscribe = (listener: () => void): (() => void) => {
    if (this.#listeners.size === 0) {
      this.#start();
    }
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) {
        this.#stop();
      }
    };
  };

  /** The same object until something changes. */
  readonly get = (): LoadedMessages => this.#loaded;

  /** Loads the page before the first message. */
  readonly loadOlder = (): Promise<void> =>
    this.#read(() => {
      const { after, more } = this.#loaded;
      return more && this.#loaded !== NOTHING ? { before: after + 1 } : undefined;
    });

  #start(): void {
    const { peer } = this.#conversation;
    const newest = () => void this.#newest();
    const offs = [
      this.#chat.on("messages", event => event.peer === peer && this.#take(event)),
      this.#chat.on("changed", event => event.peer === peer && this.#reread(event.seqs)),
      this.#chat.on("conversation", event => event.peer === peer && newest()),
      this.#chat.on("forgotten", event => event.peer === peer && this.#forget()),
      this.#chat.on("cleared", event => event.peer === peer && this.#forget()),
      this.#chat.on("connection", ({ status }) => status === "online" && this.#again()),
      this.#chat.on("reset", newest),
    ];
    this.#stop = () => {
      for (const off of offs) {
        off();
      }
    };
    this.#forget();
  }

  /** Loads the newest page, unless it is loaded already. */
  #newest(): Promise<void> {
    return this.#read(() => {
      const isHere = this.#conversation.state.held <= this.#loaded.upTo;
      return isHere && this.#loaded !== NOTHING ? undefined : {};
    });
  }

  /** Loads the newest page again if a page had an error. */
  #again(): Promise<void> {
    return this.#read(() => (this.#loaded.error || this.#loaded === NOTHING ? {} : undefined));
  }

  /**
   * Adds new messages immediately if they are the next ones. Others are loaded with the newest
   * page.
   */
  #take({ messages, after, upTo }: Part): void {
    if (after <= this.#loaded.upTo && this.#loaded !== NOTHING) {
      const news = { messages, after, upTo, more: after > 0 };
      this.#show({ ...this.#loaded, ...joined(this.#loaded, news) });
    }
  }

  /** Updates messages that operations have changed, and drops hidden ones. */
  #reread(seqs: readonly number[]): void {
    void this.#queue(async () => {
      for (const { seq } of this.#loaded.messages.filter(one => seqs.includes(one.seq))) {
        const now = await this.#conversation.message(seq);
        const messages = this.#loaded.messages.flatMap(one =>
          one.seq === seq ? (now ?? []) : one,
        );
        this.#show({ ...this.#loaded, messages });
      }
    });
  }

  /** Drops the loaded messages, then loads the newest page. */
  #forget(): void {
    this.#generation++;
    this.#show(NOTHING);
    void this.#newest();
  }

  /**
   * Reads one page at a time. Calls `wanted` when it is the turn of a page, to get the page or
   * none.
   */
  #read(wanted: () => PageOptions | undefined): Promise<void> {
    return this.#queue(async () => {
      const range = wanted();
      if (range) {
        this.#show({ ...this.#loaded, isLoading: true });
        await this.#page(range);
      }
    });
  }

  #queue(step: () => Promise<void>): Promise<void> {
    this.#reading = this.#reading.then(step);
    return this.#reading;
  }

  async #page(range: PageOptions): Promise<void> {
    const generation = this.#generation;
    let page: Page;
    try {
      page = await this.#conversation.page({ limit: this.#limit, ...range });
    } catch (error) {
      page = { ...this.#loaded, error: error as ChatError };
    }
    if (generation === this.#generation) {
      const { error } = page;
      this.#show({ ...joined(this.#loaded, page), isLoading: false, ...(error && { error }) });
    }
  }

  #show(loaded: LoadedMessages): void {
    this.#loaded = loaded;
    for (const listener of [...this.#listeners]) {
      listener();
    }
  }
}

/** Combines two parts of a conversation; returns the later part if there is a gap between them. */
function joined(one: Page, other: Page): Omit<Page, "error"> {
  const [lower, upper] = one.after <= other.after ? [one, other] : [other, one];
  if (lower.upTo < upper.after) {
    const { messages, after, upTo, more } = upper;
    return { messages, after, upTo, more };
  }
  // The last read returned the present state.
  const all = new Map([...one.messages, ...other.messages].map(message => [message.seq, message]));
  return {
    messages: [...all.values()].sort((a, b) => a.seq - b.seq),
    after: lower.after,
    upTo: Math.max(one.upTo, other.upTo),
    more: lower.more,
  };
}
