import { environmentOf } from "./client-options.js";
import { Conversation } from "./conversation.js";
import { Device } from "./device/device.js";
import { callsOf } from "./host/calls.js";
import { hostOf } from "./host/host.js";
import { LocalHost } from "./host/local-host.js";
import { inListOrder } from "./list-order.js";
import { View } from "./view.js";
/**
 * A user's chat on this device. It connects by itself and stays connected. Messages sent while
 * offline go out later; missed messages come in order.
 *
 * Tabs of a browser that open the same store share one device: one of them holds the socket, and
 * another takes over when it is closed or hangs.
 */
export class ChatClient {
    #host;
    #view;
    #calls;
    #ports;
    #watcher;
    #watched = new Set();
    #conversations = new Map();
    constructor(options) {
        const { url, token, store } = options;
        const environment = environmentOf(options);
        const view = new View(environment);
        const ports = {
            store,
            environment,
            device: parts => new Device({ url, token, environment, ...parts }),
            emit: event => view.apply(event),
            reset: snapshot => this.#reset(snapshot),
        };
        const host = hostOf(ports, () => new LocalHost(ports));
        this.#view = view;
        this.#host = host;
        this.#calls = callsOf(environment, call => host.call(call));
        this.#ports = { view, calls: this.#calls, environment, store: () => host.store };
        this.#watcher = environment.uuid();
    }
    /** Loads the conversations of this device, then connects: `ready`. Call it once. */
    start() {
        return this.#host.start();
    }
    #reset(snapshot) {
        this.#view.reset(snapshot);
        // If it rejects, the client was closed, or the server refuses presence: no call of the app waits.
        this.#watch().catch(() => { });
    }
    /** Writes all changes, then closes connection and store. Later calls reject with `closed`. */
    async close() {
        await this.#host.close();
        this.#view.close();
    }
    /** Resolves once all missed messages are here for the first time; rejects if closed before. */
    get ready() {
        return this.#view.ready.promise;
    }
    /** The user of the token; known once this device has connected for the first time. */
    get user() {
        return this.#view.user;
    }
    /** The state of the connection; the event `connection` reports changes. */
    get connection() {
        return this.#view.connection;
    }
    /** Whether messages outlive this tab or process; the event `storage` reports changes. */
    get storage() {
        return this.#view.storage;
    }
    /** Calls `listener` at each event of this name. Returns a function that ends this. */
    on(name, listener) {
        return this.#view.emitter.on(name, listener);
    }
    /** The events of this name from now on, until the client is closed. */
    events(name) {
        return this.#view.emitter.events(name);
    }
    /** The conversations of this device: pinned ones first, then by their newest message. */
    conversations() {
        return inListOrder(this.#view.conversations(), this.#view.outgoing());
    }
    /**
     * Reads the next page of the user's conversations from the server; returns whether there are more.
     *
     * @throws `ChatError` `offline`
     */
    moreConversations() {
        return this.#calls.list();
    }
    /** The messages of this device, to all peers, that are not in their place yet. */
    outgoing() {
        return this.#view.outgoing();
    }
    /** The edits, removals and reactions of this device that the server has not accepted yet. */
    operations() {
        return this.#view.operations();
    }
    /** The conversation with a user, even if it has no message yet. */
    conversation(peer) {
        const conversation = this.#conversations.get(peer) ?? new Conversation(peer, this.#ports);
        this.#conversations.set(peer, conversation);
        return conversation;
    }
    /** The presence of a watched user; the event `presence` reports changes. */
    presence(user) {
        return this.#view.presence(user);
    }
    /**
     * Watches the presence of users, across reconnects, until `unwatch`.
     *
     * @throws `ChatError` with the server's code if it refuses
     */
    watch(users) {
        for (const user of users) {
            this.#watched.add(user);
        }
        return this.#watch();
    }
    /** Stops watching the presence of users. */
    unwatch(users) {
        for (const user of users) {
            this.#watched.delete(user);
        }
        return this.#watch();
    }
    #watch() {
        return this.#calls.watch(this.#watcher, [...this.#watched]);
    }
    /**
     * The profiles of users. Users that do not exist are left out.
     *
     * @throws `ChatError` `offline`, or with the server's code
     */
    profiles(users) {
        return this.#profile({ get: users });
    }
    /**
     * The user with a phone number such as `+4930123456`, if that user can be found by it.
     *
     * @throws `ChatError` `offline`, or with the server's code
     */
    async find(contactNumber) {
        return (await this.#profile({ find: { contactNumber } }))[0];
    }
    /** Changes the user's name. It rejects as `profiles` does. */
    async setName(name) {
        await this.#profile({ set: { name } });
    }
    /**
     * Changes the given fields of the user's privacy. `profiles` has the current state.
     *
     * @throws `ChatError` `offline`, or with the server's code
     */
    async setPrivacy(privacy) {
        await this.#profile({ set: { privacy } });
    }
    async #profile(what) {
        return (await this.#calls.request({ action: "profile", ...what })).users;
    }
}
//# sourceMappingURL=client.js.map