import { LIMITS } from "../protocol/limits.js";
/** Presence is refreshed after this share of its validity. */
const FRESH = 0.9;
const FRESH_LEAST_MS = 1_000;
/** The users watched by the clients of this device, and their presence. */
export class Watching {
    #ports;
    #wanted = new Map();
    #known = new Map();
    #stop = new Map();
    /** The users watched on this connection. */
    #watched = new Set();
    #asked = Promise.resolve();
    constructor(ports) {
        this.#ports = ports;
    }
    known() {
        return [...this.#known.values()];
    }
    /** @param users all users that this watcher watches from now on */
    watch(watcher, users) {
        this.#wanted.set(watcher, new Set(users));
        return this.#update();
    }
    /** A new connection: watches the users again. */
    reconnected() {
        this.#watched.clear();
        // A call of the app reports a refusal; a reconnect has no caller.
        this.#update().catch(() => { });
    }
    /** One request at a time: the server handles concurrent ones in any order. */
    #update() {
        const asked = this.#asked.then(() => this.#ask());
        this.#asked = asked.catch(() => { });
        return asked;
    }
    async #ask() {
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
    #all() {
        return new Set([...this.#wanted.values()].flatMap(users => [...users]));
    }
    /** Takes news of presence: the newest wins, and expires at `until`. */
    heard(users) {
        const news = users.filter(({ user, at }) => at >= (this.#known.get(user)?.at ?? 0));
        for (const presence of news) {
            const { user, status, at, until } = presence;
            this.#known.set(user, presence);
            this.#stop.get(user)?.();
            if (until !== undefined && status !== "unknown") {
                // Both times are the server's: the device's clock may be wrong.
                const fresh = Math.max(FRESH_LEAST_MS, (until - at) * FRESH);
                const stop = this.#ports.timers.after(fresh, () => void this.#ends(presence));
                this.#stop.set(user, stop);
            }
        }
        if (news.length > 0) {
            this.#ports.changed(news);
        }
    }
    /** Refreshes the presence of a watched user; without news it becomes unknown. */
    async #ends(presence) {
        const { user } = presence;
        if (this.#all().has(user)) {
            await this.#ports.requests.ask({ action: "presence", get: [user] }).catch(() => { });
        }
        if (this.#known.get(user) === presence) {
            this.heard([{ ...presence, status: "unknown" }]);
        }
    }
}
//# sourceMappingURL=watching.js.map