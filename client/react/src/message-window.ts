import type { ChatClient, ChatError, Conversation, Message, Page } from "@serverlesschat/client";

/** The loaded messages of a conversation. */
export interface LoadedMessages extends Page {
  /** Whether a page is being read. */
  readonly isLoading: boolean;
}

const NOTHING: LoadedMessages = { messages: [], more: false, isLoading: true };

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
      const first = this.#loaded.messages[0]?.seq;
      return first !== undefined && this.#loaded.more ? { before: first } : undefined;
    });

  #start(): void {
    const { peer } = this.#conversation;
    const newest = () => void this.#newest();
    const offs = [
      this.#chat.on("messages", event => event.peer === peer && this.#take(event.messages)),
      this.#chat.on("conversation", event => event.peer === peer && newest()),
      this.#chat.on("forgotten", event => event.peer === peer && this.#forget()),
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
      const last = this.#loaded.messages.at(-1)?.seq ?? 0;
      const isHere = this.#conversation.state.held <= last;
      return isHere && this.#loaded !== NOTHING ? undefined : {};
    });
  }

  /** Loads the newest page again if a page had an error. */
  #again(): Promise<void> {
    return this.#read(() => (this.#loaded.error || this.#loaded === NOTHING ? {} : undefined));
  }

  /** Shows new messages at once, if they are the next ones. Others come with the newest page. */
  #take(messages: readonly Message[]): void {
    const last = this.#loaded.messages.at(-1)?.seq ?? 0;
    const [first] = messages;
    if (first && first.seq <= last + 1 && this.#loaded !== NOTHING) {
      this.#show({ ...this.#loaded, ...joined(this.#loaded, { messages, more: first.seq > 1 }) });
    }
  }

  /** Drops what is loaded, then loads the newest page. */
  #forget(): void {
    this.#generation++;
    this.#show(NOTHING);
    void this.#newest();
  }

  /** Reads one page at a time. `wanted` says which one, or that there is none, when its turn comes. */
  #read(wanted: () => { readonly before?: number } | undefined): Promise<void> {
    this.#reading = this.#reading.then(async () => {
      const range = wanted();
      if (range) {
        await this.#page(range);
      }
    });
    return this.#reading;
  }

  async #page(range: { readonly before?: number }): Promise<void> {
    const generation = this.#generation;
    this.#show({ ...this.#loaded, isLoading: true });
    let page: Page;
    try {
      page = await this.#conversation.page({ ...range, limit: this.#limit });
    } catch (error) {
      page = { messages: [], more: this.#loaded.more, error: error as ChatError };
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

/** Two parts of a conversation as one; the later one if there is a gap between them. */
function joined(one: Page, other: Page): Pick<Page, "messages" | "more"> {
  const first = (page: Page) => page.messages[0]?.seq ?? Infinity;
  const [lower, upper] = first(one) < first(other) ? [one, other] : [other, one];
  const { messages, more } = lower;
  const last = messages.at(-1)?.seq ?? 0;
  if (upper.messages.length === 0) {
    return { messages, more };
  }
  if (last + 1 < first(upper)) {
    return { messages: upper.messages, more: upper.more };
  }
  const upperLast = upper.messages.at(-1)?.seq ?? 0;
  const before = messages.filter(({ seq }) => seq < first(upper));
  const after = messages.filter(({ seq }) => seq > upperLast);
  return { messages: [...before, ...upper.messages, ...after], more };
}
