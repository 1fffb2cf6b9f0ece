import { LIMITS, type Profile } from "@serverlesschat/client";
import { fold } from "./fold.js";

/** A name is not requested again within this time. */
export const FRESH_MS = 10_000;

/** The dependencies of {@link Names}. */
export interface NamesPorts {
  profiles(users: readonly string[]): Promise<readonly Profile[]>;
  /** Called when a name has changed. */
  changed(): void;
  /** Epoch milliseconds. */
  now(): number;
  /** Runs a function once, after some milliseconds. */
  after(milliseconds: number, run: () => void): void;
}

/** The names of users. Until the server has answered, the name of a user is the id. */
export class Names {
  readonly #ports: NamesPorts;
  readonly #known = new Map<string, string>();
  readonly #askedAt = new Map<string, number>();
  readonly #next = new Set<string>();
  /** Users whose names are requested again once they are no longer fresh. */
  readonly #later = new Set<string>();
  #usersByText: ReadonlyMap<string, ReadonlySet<string>> | undefined;

  constructor(ports: NamesPorts) {
    this.#ports = ports;
  }

  /** The known name of a user; requests the name the first time. */
  of(user: string): string {
    if (!this.#askedAt.has(user)) {
      this.#ask(user);
    }
    return this.#known.get(user) ?? user;
  }

  /** The id of a user if another user on this page has the same name. */
  idIfAmbiguous(user: string): string | undefined {
    const name = this.of(user);
    this.#usersByText ??= this.#index();
    const alike = this.#usersByText.get(fold(name));
    return name !== user && alike !== undefined && alike.size > 1 ? user : undefined;
  }

  /** Users by name and by id, since a name can also be another user's id. */
  #index(): Map<string, Set<string>> {
    const users = new Map<string, Set<string>>();
    for (const user of this.#askedAt.keys()) {
      for (const text of [user, this.#known.get(user) ?? user]) {
        const key = fold(text);
        users.set(key, (users.get(key) ?? new Set()).add(user));
      }
    }
    return users;
  }

  /** Records a name from another server response. */
  learn(user: string, name: string | undefined): void {
    if (name && this.#known.get(user) !== name) {
      this.#known.set(user, name);
      this.#usersByText = undefined;
      this.#ports.changed();
    }
  }

  /** Requests a user's name again, now or once it is no longer fresh. */
  refresh(user: string): void {
    const wait = (this.#askedAt.get(user) ?? -Infinity) + FRESH_MS - this.#ports.now();
    if (wait <= 0) {
      this.#ask(user);
    } else if (!this.#later.has(user)) {
      this.#later.add(user);
      this.#ports.after(wait, () => this.#later.delete(user) && this.#ask(user));
    }
  }

  /** Requests all names again that are not fresh. */
  refreshAll(): void {
    for (const user of this.#askedAt.keys()) {
      this.refresh(user);
    }
  }

  #ask(user: string): void {
    if (!this.#askedAt.has(user)) {
      this.#usersByText = undefined;
    }
    this.#askedAt.set(user, this.#ports.now());
    this.#next.add(user);
    if (this.#next.size === 1) {
      queueMicrotask(() => this.#askAll());
    }
  }

  #askAll(): void {
    const users = [...this.#next];
    this.#next.clear();
    for (let from = 0; from < users.length; from += LIMITS.profiles) {
      // A user without an answer is shown by id, and requested again after a reconnect.
      this.#ports.profiles(users.slice(from, from + LIMITS.profiles)).then(
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
