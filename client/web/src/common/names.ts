import type { ChatClient } from "@serverlesschat/client";
import { PROFILE_USERS_MAX } from "./limits.js";

/** The names of users: their ids until the server has told more. */
export class Names {
  readonly #chat: ChatClient;
  readonly #changed: () => void;
  readonly #known = new Map<string, string>();
  readonly #asked = new Set<string>();
  #next: string[] = [];

  constructor(chat: ChatClient, changed: () => void) {
    this.#chat = chat;
    this.#changed = changed;
  }

  /** The name of a user as far as known; asks for it the first time. */
  of(user: string): string {
    if (!this.#asked.has(user)) {
      this.#asked.add(user);
      if (this.#next.push(user) === 1) {
        queueMicrotask(() => this.#ask());
      }
    }
    return this.#known.get(user) ?? user;
  }

  /** Takes a name that was told elsewhere. */
  learn(user: string, name: string | undefined): void {
    if (name && this.#known.get(user) !== name) {
      this.#known.set(user, name);
      this.#changed();
    }
  }

  /** Asks anew for all names that are not known, as after a reconnect. */
  refresh(): void {
    for (const user of this.#asked) {
      if (!this.#known.has(user)) {
        this.#asked.delete(user);
      }
    }
    this.#changed();
  }

  #ask(): void {
    const users = this.#next;
    this.#next = [];
    for (let from = 0; from < users.length; from += PROFILE_USERS_MAX) {
      // Whom the server does not tell is shown by id.
      this.#chat.profiles(users.slice(from, from + PROFILE_USERS_MAX)).then(
        found => {
          for (const { user, name } of found) {
            this.learn(user, name);
          }
        },
        () => {},
      );
    }
  }
}
