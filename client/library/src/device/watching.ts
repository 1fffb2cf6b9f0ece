import { LIMITS } from "../protocol/limits.js";
import type { Presence } from "../protocol/model.js";
import type { Connections } from "./connections.js";
import type { Requests } from "./requests.js";
import type { Timers } from "./timers.js";

/** Presence is refreshed after this share of its validity. */
const FRESH_SHARE = 0.9;
const FRESH_MIN_MS = 1_000;

/** The dependencies of {@link Watching}. */
export interface WatchingPorts {
  readonly timers: Timers;
  readonly connections: Connections;
  readonly requests: Requests;
  changed(users: readonly Presence[]): void;
}

/** The users watched by the clients of this device, and their presence. */
export class Watching {
  readonly #ports: WatchingPorts;
  readonly #wanted = new Map<string, ReadonlySet<string>>();
  readonly #known = new Map<string, Presence>();
  readonly #stop = new Map<string, () => void>();
  /** The users watched on this connection. */
  readonly #watched = new Set<string>();
  #asked: Promise<void> = Promise.resolve();

  constructor(ports: WatchingPorts) {
    this.#ports = ports;
  }

  known(): Presence[] {
    return [...this.#known.values()];
  }

  /** @param users all users to whom this watcher subscribes from now on */
  watch(watcher: string, users: readonly string[]): Promise<void> {
    this.#wanted.set(watcher, new Set(users));
    return this.#update();
  }

  /** Subscribes to the users again on a new connection. */
  reconnected(): void {
    this.#watched.clear();
    // A call of the app reports a refusal; a reconnect has no caller.
    this.#update().catch(() => {});
  }

  /** Sends one request at a time, since the server handles concurrent requests in any order. */
  #update(): Promise<void> {
    const asked = this.#asked.then(() => this.#ask());
    this.#asked = asked.catch(() => {});
    return asked;
  }

  async #ask(): Promise<void> {
    const wanted = this.#all();
    const watch = [...wanted].filter(user => !this.#watched.has(user)).slice(0, LIMITS.presences);
    const unwatch = [...this.#watched].filter(user => !wanted.has(user)).slice(0, LIMITS.presences);
    if (this.#ports.connections.isReady && watch.length + unwatch.length > 0) {
      await this.#ports.requests.ask({ action: "presence", watch, unwatch });
      for (const user of watch) {
        this.#watched.add(user);
      }
      for (const user of unwatch) {
        this.#watched.delete(user);
      }
      await this.#ask();
    }
  }

  #all(): Set<string> {
    return new Set([...this.#wanted.values()].flatMap(users => [...users]));
  }

  /** Adopts a presence status if it is newer; it expires at `until`. */
  heard(users: readonly Presence[]): void {
    const news = users.filter(({ user, at }) => at >= (this.#known.get(user)?.at ?? 0));
    for (const presence of news) {
      const { user, status, at, until } = presence;
      this.#known.set(user, presence);
      this.#stop.get(user)?.();
      if (until !== undefined && status !== "unknown") {
        // Both times are the server's: the device's clock may be wrong.
        const fresh = Math.max(FRESH_MIN_MS, (until - at) * FRESH_SHARE);
        const stop = this.#ports.timers.after(fresh, () => void this.#ends(presence));
        this.#stop.set(user, stop);
      }
    }
    if (news.length > 0) {
      this.#ports.changed(news);
    }
  }

  /** Refreshes the presence of a watched user; without an answer it becomes unknown. */
  async #ends(presence: Presence): Promise<void> {
    const { user } = presence;
    if (this.#all().has(user)) {
      await this.#ports.requests.ask({ action: "presence", get: [user] }).catch(() => {});
    }
    if (this.#known.get(user) === presence) {
      this.heard([{ ...presence, status: "unknown" }]);
    }
  }
}
