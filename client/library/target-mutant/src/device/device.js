import { partsOf } from "./assemble.js";
import { stateOf } from "./events.js";
import { emptied } from "./replica-record.js";
/** One installation of a client. It follows `docs/protocol.md`, "What a client does". */
export class Device {
    #options;
    #parts;
    #stops = [];
    constructor(options) {
        this.#options = options;
        this.#parts = partsOf(options);
    }
    /** Loads the store, then connects. */
    async start() {
        const { store, environment } = this.#options;
        const { connections, replicas, identity, outbox } = this.#parts;
        const loaded = await store.load();
        identity.load(loaded.device);
        await replicas.load(loaded.conversations, store);
        await outbox.load(() => Promise.resolve(loaded.outbox));
        this.#stops.push(environment.onWake?.(() => connections.wake()), environment.onOffline?.(() => connections.offline()));
        connections.connect();
    }
    /** Writes all changes, sends the acks that are due, and ends. */
    async close() {
        this.#parts.acks.flush();
        await this.#parts.journal.close();
        this.#end();
    }
    /** Ends without another write or frame: another client has taken over. */
    abandon(error) {
        this.#parts.journal.end(error);
        this.#end();
    }
    #end() {
        const { connections, requests, timers } = this.#parts;
        for (const stop of this.#stops.splice(0)) {
            stop?.();
        }
        connections.close();
        requests.close();
        timers.clear();
    }
    /** All that a client needs to know to begin with. */
    snapshot() {
        const { connections, identity, outbox, replicas, storage, watching } = this.#parts;
        const all = replicas.all();
        const aside = all.flatMap(replica => replica.ownAside().map(entry => itemOf(replica.peer, entry)));
        return {
            user: identity.user,
            connection: connections.state,
            storage: storage.state,
            conversations: all.map(stateOf),
            outbox: [
                ...aside.map(item => ({ item, settled: true })),
                ...outbox.items().map(item => ({ item, settled: false })),
            ],
            presence: watching.known(),
        };
    }
    /** Puts a message or an operation into the outbox; resolves once it is durable. */
    async send(draft) {
        const { replicas, journal, outbox } = this.#parts;
        const createdAt = this.#options.environment.now();
        const { base, held } = replicas.of(draft.to);
        const item = {
            ...draft,
            createdAt,
            order: outbox.nextOrder(createdAt),
            ...(base !== undefined && { firstAfter: held }),
        };
        await journal.send(item);
        outbox.add(item);
    }
    /** Another tab has put a message into the outbox of the store. */
    reloadOutbox() {
        return this.#parts.outbox.load();
    }
    retry(clientMessageId) {
        this.#parts.outbox.retry(clientMessageId);
        return this.#parts.journal.flushed();
    }
    discard(clientMessageId) {
        this.#parts.outbox.discard(clientMessageId);
        return this.#parts.journal.flushed();
    }
    markRead(peer, seq) {
        const { acks, replicas, journal } = this.#parts;
        const replica = replicas.of(peer);
        const read = Math.min(seq, replica.held);
        // An app may call this at each event of the conversation.
        if (read > replica.read) {
            replica.markRead(read);
            replicas.changed(replica);
            acks.changed(replica);
        }
        return journal.flushed();
    }
    /** Fetches older entries, or the newest ones of a conversation that no catch-up brought. */
    older(peer, limit) {
        return this.#flushed(this.#parts.pages.older(peer, limit));
    }
    /** Drops the replica of a conversation, and reads it again. */
    resync(peer) {
        const { replicas, pages } = this.#parts;
        const replica = replicas.of(peer);
        replicas.replace(replica, emptied(replica));
        return pages.openQuietly(peer);
    }
    /** Reads a page of the user's conversations; returns whether there are more. */
    list() {
        return this.#flushed(this.#parts.pages.list());
    }
    request(request) {
        return this.#flushed(this.#parts.requests.ask(request));
    }
    watch(watcher, users) {
        return this.#parts.watching.watch(watcher, users);
    }
    typing(to, state) {
        const { connections } = this.#parts;
        if (connections.isReady) {
            connections.send({ action: "typing", to, state });
        }
        return Promise.resolve();
    }
    /** The result of some work, once its changes are durable and clients are notified. */
    async #flushed(work) {
        const result = await work;
        await this.#parts.journal.flushed();
        return result;
    }
}
function itemOf(to, entry) {
    const { clientMessageId, seq, sentAt, target, body = { type: "text" } } = entry;
    const what = { body, ...(target !== undefined && { target }) };
    return { clientMessageId, to, ...what, createdAt: sentAt, order: sentAt, seq };
}
//# sourceMappingURL=device.js.map