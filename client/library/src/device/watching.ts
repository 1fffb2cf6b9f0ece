import type { Environment } from "../environment.js";
import type { Presence, Request } from "../protocol/frames.js";
import type { Timers } from "./timers.js";

/** What watching asks of its device. */
export interface WatchingPorts {
  readonly environment: Environment;
  readonly timers: Timers;
  ask(request: Request & { action: "presence" }): Promise<unknown>;
  isReady(): boolean;
  changed(users: readonly Presence[]): void;
}

/** Whose presence the clients of this device want to see, and what is known of it. */
export class Watching {
  readonly #ports: WatchingPorts;
  readonly #wanted = new Map<string, ReadonlySet<string>>();
  readonly #known = new Map<string, Presence>();
  readonly #stop = new Map<string, () => void>();
  /** Whom this connection watches. */
  #watched = new Set<string>();

  constructor(ports: WatchingPorts) {
    this.#ports = ports;
  }

  known(): Presence[] {
    return [...this.#known.values()];
  }

  /** @param users all that this watcher wants to see from now on */
  watch(watcher: string, users: readonly string[]): Promise<void> {
    this.#wanted.set(watcher, new Set(users));
    return this.#update();
  }

  /** The connection is new: it watches nobody. */
  reconnected(): void {
    this.#watched.clear();
    // A server that has no presence says so to who asks; a reconnect is not asking.
    this.#update().catch(() => {});
  }

  async #update(): Promise<void> {
    const wanted = new Set([...this.#wanted.values()].flatMap(users => [...users]));
    const watch = [...wanted].filter(user => !this.#watched.has(user));
    const unwatch = [...this.#watched].filter(user => !wanted.has(user));
    if (this.#ports.isReady() && watch.length + unwatch.length > 0) {
      this.#watched = wanted;
      await this.#ports.ask({ action: "presence", watch, unwatch });
    }
  }

  /** The newest word wins; after `until` it is worth nothing. */
  heard(users: readonly Presence[]): void {
    const news = users.filter(
      ({ user, at = 0 }) => at >= (this.#known.get(user)?.at ?? 0) || !this.#known.has(user),
    );
    for (const presence of news) {
      this.#known.set(presence.user, presence);
      this.#stop.get(presence.user)?.();
      this.#stop.delete(presence.user);
      if (presence.until !== undefined && presence.status !== "unknown") {
        // Both times are the server's: a device's own clock may be wrong.
        const left = presence.until - (presence.at ?? this.#ports.environment.now());
        const end = () => this.#fallen(presence);
        this.#stop.set(presence.user, this.#ports.timers.after(Math.max(0, left), end));
      }
    }
    if (news.length > 0) {
      this.#ports.changed(news);
    }
  }

  #fallen(presence: Presence): void {
    const { until: _, ...rest } = presence;
    const unknown: Presence = { ...rest, status: "unknown" };
    this.#known.set(presence.user, unknown);
    this.#ports.changed([unknown]);
  }
}
