import type { ChatError } from "../errors.js";
import type { Request } from "../protocol/client-frames.js";
import type { Entry, TypingState } from "../protocol/model.js";
import type { Draft, OutboxItem } from "../store/store.js";
import { partsOf } from "./assemble.js";
import { type Snapshot, stateOf } from "./events.js";
import type { DeviceOptions } from "./options.js";
import type { Parts } from "./parts.js";
import { emptied } from "./replica-record.js";
import type { Reply } from "./requests.js";

/** One installation of a client. It follows `docs/protocol.md`, "What a client does". */
export class Device {
  readonly #options: DeviceOptions;
  readonly #parts: Parts;
  readonly #stops: ((() => void) | undefined)[] = [];

  constructor(options: DeviceOptions) {
    this.#options = options;
    this.#parts = partsOf(options);
  }

  /** Loads the store, then connects. */
  async start(): Promise<void> {
    const { store, environment } = this.#options;
    const { connections, replicas, identity, newest, outbox } = this.#parts;
    const loaded = await store.load();
    identity.load(loaded.device);
    await replicas.load(loaded.conversations, store);
    await outbox.load(() => Promise.resolve(loaded.outbox));
    for (const replica of replicas.all().filter(({ lastMessage }) => !lastMessage)) {
      void newest(replica);
    }
    this.#stops.push(
      environment.onWake?.(() => connections.wake()),
      environment.onOffline?.(() => connections.offline()),
    );
    connections.connect();
  }

  /** Writes all changes, sends the acks that are due, and ends. */
  async close(): Promise<void> {
    this.#parts.acks.flush();
    await this.#parts.journal.close();
    this.#end();
  }

  /** Ends without another write or frame, because another client has taken over. */
  abandon(error: ChatError): void {
    this.#parts.journal.end(error);
    this.#end();
  }

  #end(): void {
    const { connections, requests, timers } = this.#parts;
    for (const stop of this.#stops.splice(0)) {
      stop?.();
    }
    connections.close();
    requests.close();
    timers.clear();
  }

  /** The initial state for a client. */
  snapshot(): Snapshot {
    const { connections, identity, outbox, replicas, storage, watching } = this.#parts;
    const all = replicas.all();
    const aside = all.flatMap(replica =>
      replica.ownAside().map(entry => itemOf(replica.peer, entry)),
    );
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
  async send(draft: Draft): Promise<void> {
    const { replicas, journal, outbox } = this.#parts;
    const createdAt = this.#options.environment.now();
    const { base, held } = replicas.of(draft.to);
    const item: OutboxItem = {
      ...draft,
      createdAt,
      order: outbox.nextOrder(createdAt),
      ...(base !== undefined && { firstAfter: held }),
    };
    await journal.send(item);
    outbox.add(item);
  }

  /** Called when another tab has put a message into the outbox of the store. */
  reloadOutbox(): Promise<void> {
    return this.#parts.outbox.load();
  }

  retry(clientMessageId: string): Promise<void> {
    this.#parts.outbox.retry(clientMessageId);
    return this.#parts.journal.flushed();
  }

  discard(clientMessageId: string): Promise<void> {
    this.#parts.outbox.discard(clientMessageId);
    return this.#parts.journal.flushed();
  }

  markRead(peer: string, seq: number): Promise<void> {
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

  /** Fetches older entries, or the newest entries of a conversation that was in no catch-up. */
  older(peer: string, limit: number): Promise<void> {
    return this.#flushed(this.#parts.pages.older(peer, limit));
  }

  /** Drops the replica of a conversation, and reads it again. */
  async resync(peer: string): Promise<void> {
    const { hiding, replicas, pages } = this.#parts;
    const replica = replicas.of(peer);
    replicas.replace(replica, emptied(replica));
    await hiding.work(peer);
    await pages.openQuietly(peer);
  }

  /** Hides messages, and all entries up to one, which become read; 0 for none. */
  hide(peer: string, seqs: readonly number[], upTo: number): Promise<void> {
    const { acks, hiding, journal, replicas } = this.#parts;
    hiding.hide(peer, seqs, upTo);
    acks.changed(replicas.of(peer));
    return journal.flushed();
  }

  /** Reads a page of the user's conversations; returns whether there are more. */
  list(): Promise<boolean> {
    return this.#flushed(this.#parts.pages.list());
  }

  request<R extends Request>(request: R): Promise<Reply<R>> {
    return this.#flushed(this.#parts.requests.ask(request));
  }

  watch(watcher: string, users: readonly string[]): Promise<void> {
    return this.#parts.watching.watch(watcher, users);
  }

  typing(to: string, state: TypingState): Promise<void> {
    const { connections } = this.#parts;
    if (connections.isReady) {
      connections.send({ action: "typing", to, state });
    }
    return Promise.resolve();
  }

  /** Returns the result of some work once its changes are durable and clients are notified. */
  async #flushed<T>(work: Promise<T>): Promise<T> {
    const result = await work;
    await this.#parts.journal.flushed();
    return result;
  }
}

function itemOf(to: string, entry: Entry): OutboxItem {
  const { clientMessageId, seq, sentAt, target, body = { type: "text" } } = entry;
  const what = { body, ...(target !== undefined && { target }) };
  return { clientMessageId, to, ...what, createdAt: sentAt, order: sentAt, seq };
}
