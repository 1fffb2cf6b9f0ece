import type { ChatClient } from "@serverlesschat/client";

/**
 * A group of values that change together: the connection, the storage, the list, or all values of
 * one user.
 */
export type Topic = "connection" | "storage" | "list" | `user ${string}`;

interface Read {
  /** The number of changes of the topic when the value was read. */
  readonly version: number;
  readonly value: unknown;
}

const observers = new WeakMap<ChatClient, Observer>();

/**
 * The state of a chat in the form that React needs: a value stays the same object until its topic
 * changes.
 *
 * It listens from its first use until the end of the chat. So it misses no change between the
 * rendering of a component and its subscription.
 */
export class Observer {
  readonly #chat: ChatClient;
  readonly #versions = new Map<Topic, number>();
  readonly #values = new Map<string, Read>();
  readonly #listeners = new Map<Topic, Set<() => void>>();
  #changes = 0;
  #resetAt = 0;

  /** The observer of a chat. Each chat has one. */
  static of(chat: ChatClient): Observer {
    const observer = observers.get(chat) ?? new Observer(chat);
    observers.set(chat, observer);
    return observer;
  }

  private constructor(chat: ChatClient) {
    this.#chat = chat;
    chat.on("connection", () => this.#changed("connection"));
    chat.on("storage", () => this.#changed("storage"));
    chat.on("conversation", ({ peer }) => this.#changed("list", `user ${peer}`));
    chat.on("outgoing", ({ peer }) => this.#changed("list", `user ${peer}`));
    chat.on("forgotten", ({ peer }) => this.#changed("list", `user ${peer}`));
    chat.on("typing", ({ peer }) => this.#changed(`user ${peer}`));
    chat.on("presence", users =>
      this.#changed(...users.map(({ user }) => `user ${user}` as const)),
    );
    chat.on("reset", () => {
      this.#resetAt = ++this.#changes;
      this.#notify(...this.#listeners.keys());
    });
  }

  /** Calls `listener` when a topic changes. Returns a function that removes the listener. */
  on(topic: Topic, listener: () => void): () => void {
    const listeners = this.#listeners.get(topic) ?? new Set();
    this.#listeners.set(topic, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  /**
   * The result of `read`, cached until the topic changes.
   *
   * @param name the name of the value, unique in its topic
   */
  get<Value>(topic: Topic, name: string, read: (chat: ChatClient) => Value): Value {
    const key = `${name} ${topic}`;
    const version = Math.max(this.#versions.get(topic) ?? 0, this.#resetAt);
    const last = this.#values.get(key);
    if (last?.version === version) {
      return last.value as Value;
    }
    const value = read(this.#chat);
    this.#values.set(key, { version, value });
    return value;
  }

  #changed(...topics: Topic[]): void {
    this.#changes++;
    for (const topic of topics) {
      this.#versions.set(topic, this.#changes);
    }
    this.#notify(...topics);
  }

  #notify(...topics: Topic[]): void {
    for (const topic of topics) {
      for (const listener of [...(this.#listeners.get(topic) ?? [])]) {
        listener();
      }
    }
  }
}
