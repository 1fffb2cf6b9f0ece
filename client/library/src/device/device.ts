import type { Environment } from "../environment.js";
import { ChatError } from "../errors.js";
import type {
  Accepted,
  Body,
  CaughtUp,
  Decoded,
  Entry,
  Messages,
  Rejected,
  Request,
  ServerFrame,
  TypingState,
  VersionedSettings,
} from "../protocol/frames.js";
import type { DeviceRecord, OutboxItem, Store } from "../store/store.js";
import { Acks } from "./acks.js";
import { type ConnectionState, Connections, type TokenSource } from "./connections.js";
import { type DeviceEvent, type Snapshot, stateOf } from "./events.js";
import { Journal } from "./journal.js";
import { LogCopy, type Taken } from "./log-copy.js";
import { Outbox } from "./outbox.js";
import { type Reply, Requests } from "./requests.js";
import type { Session } from "./session.js";
import { Timers } from "./timers.js";
import type { Token } from "./token.js";
import { Watching } from "./watching.js";

/** The newest entries of a conversation that is opened. */
const OPEN_LIMIT = 50;
/** A page of the user's conversations. */
const LIST_LIMIT = 50;

/** What a device is made of. */
export interface DeviceOptions {
  /** The address of the WebSocket API. */
  readonly url: string;
  readonly token: TokenSource;
  readonly store: Store;
  readonly environment: Environment;
  readonly emit: (event: DeviceEvent) => void;
}

/** One installation of a client: keeps the rules of `docs/protocol.md`, "What a client does". */
export class Device {
  readonly #options: DeviceOptions;
  readonly #environment: Environment;
  readonly #emit: (event: DeviceEvent) => void;
  readonly #timers: Timers;
  readonly #journal: Journal;
  readonly #copies = new Map<string, LogCopy>();
  readonly #connections: Connections;
  readonly #outbox: Outbox;
  readonly #acks: Acks;
  readonly #requests: Requests;
  readonly #watching: Watching;
  readonly #opening = new Set<string>();
  /** Conversations that the server does not open: a message to them is refused with the reason. */
  readonly #unopened = new Set<string>();
  #record: DeviceRecord = { deviceId: "" };
  #connection: ConnectionState = { status: "connecting" };
  #listCursor: string | undefined;
  #stopWake = () => {};

  constructor(options: DeviceOptions) {
    this.#options = options;
    this.#environment = options.environment;
    this.#emit = options.emit;
    this.#timers = new Timers(this.#environment);
    const failed = (error: ChatError) => this.#fail(error);
    this.#journal = new Journal(options.store, this.#environment, failed);
    const requestId = () => this.#environment.uuid();
    const shared = {
      journal: this.#journal,
      timers: this.#timers,
      requestId,
      copy: (peer: string) => this.#copy(peer),
      copies: () => this.#copies.values(),
      isOnline: () => this.#connections.isOnline,
      send: (frame: Parameters<Connections["send"]>[0]) => this.#connections.send(frame),
    };
    this.#connections = new Connections({
      ...options,
      ...shared,
      address: token => this.#address(token),
      hasGap: () => this.#hasGap(),
      received: (session, frame) => this.#received(session, frame),
      changed: state => {
        this.#connection = state;
        this.#emit({ type: "connection", state });
      },
      failed,
    });
    this.#outbox = new Outbox({
      ...shared,
      isReady: () => this.#connections.isReady,
      isOpen: copy => copy.base !== undefined || this.#unopened.has(copy.peer),
      open: peer => void this.#openQuietly(peer),
      changed: (item, settled) => this.#emit({ type: "outbox", item, settled }),
    });
    this.#acks = new Acks({ ...shared, sync: () => this.#connections.current?.sync() });
    this.#requests = new Requests(shared);
    this.#watching = new Watching({
      environment: this.#environment,
      timers: this.#timers,
      ask: request => this.request(request),
      isReady: () => this.#connections.isReady,
      changed: users => this.#emit({ type: "presence", users }),
    });
  }

  /** Loads what the store has, then connects. */
  async start(): Promise<void> {
    const { store } = this.#options;
    const { device, conversations, outbox } = await store.load();
    this.#record = device ?? { deviceId: this.#environment.uuid() };
    if (!device) {
      this.#journal.device(this.#record);
    }
    for (const record of conversations) {
      const gap = record.end > record.held;
      const aside = gap
        ? await store.entries(record.peer, { after: record.held, limit: Infinity })
        : [];
      this.#copies.set(record.peer, LogCopy.of(record, aside));
    }
    await this.#outbox.load(() => Promise.resolve(outbox));
    this.#stopWake = this.#environment.onWake?.(() => this.#connections.wake()) ?? (() => {});
    this.#connections.connect();
  }

  /** Writes what is not written, acknowledges what is due, and ends. */
  async close(): Promise<void> {
    this.#stopWake();
    this.#acks.flush();
    await this.#journal.close();
    this.#connections.close();
    this.#requests.close();
    this.#timers.clear();
  }

  // What clients ask.

  snapshot(): Promise<Snapshot> {
    const outbox = this.#outbox.items().map(item => ({ item, settled: false }));
    const aside = [...this.#copies.values()].flatMap(copy =>
      copy.ownAside().map(entry => ({ item: itemOf(copy.peer, entry), settled: true })),
    );
    return Promise.resolve({
      user: this.#record.user,
      connection: this.#connection,
      conversations: [...this.#copies.values()].map(stateOf),
      outbox: [...aside, ...outbox],
      presence: this.#watching.known(),
    });
  }

  /** Puts a message into the outbox; resolves once it is durable there. */
  async send(to: string, body: Body, clientMessageId: string): Promise<void> {
    const createdAt = this.#environment.now();
    const copy = this.#copies.get(to);
    const item: OutboxItem = {
      clientMessageId,
      to,
      body,
      createdAt,
      order: this.#outbox.nextOrder(createdAt),
      ...(copy?.base !== undefined && { firstAfter: copy.held }),
    };
    this.#journal.item(item);
    await this.#journal.flushed();
    this.#outbox.add(item);
  }

  /** Another tab put something into the outbox of the store. */
  reloadOutbox(): Promise<void> {
    return this.#outbox.load(async () => (await this.#options.store.load()).outbox);
  }

  retry(clientMessageId: string): Promise<void> {
    this.#outbox.retry(clientMessageId);
    return this.#journal.flushed();
  }

  discard(clientMessageId: string): Promise<void> {
    this.#outbox.discard(clientMessageId);
    return this.#journal.flushed();
  }

  markRead(peer: string, seq: number): Promise<void> {
    const copy = this.#copy(peer);
    copy.markRead(Math.min(seq, copy.held));
    this.#changed(copy);
    this.#acks.changed(copy);
    return this.#journal.flushed();
  }

  /** Fetches older entries, unless the beginning is held. */
  async older(peer: string, limit: number): Promise<void> {
    const copy = this.#copy(peer);
    if (copy.base === undefined) {
      await this.open(peer);
    } else if (copy.base > 0) {
      const before = copy.base + 1;
      const page = await this.request({ action: "history", peer, before, limit });
      if (this.#copies.get(peer) === copy) {
        this.#took(copy, { fresh: copy.prepend(page.messages), inOrder: [] });
      }
    }
    await this.#journal.flushed();
  }

  /** Opens a conversation that no drain brought, by the newest page of its log. */
  async open(peer: string): Promise<void> {
    const page = await this.request({ action: "history", peer, limit: OPEN_LIMIT });
    const copy = this.#copy(peer);
    if (copy.base === undefined) {
      this.#took(copy, copy.open(page.messages, page.digest));
    }
    await this.#journal.flushed();
  }

  async #openQuietly(peer: string): Promise<void> {
    if (!this.#opening.has(peer)) {
      this.#opening.add(peer);
      await this.open(peer).catch((error: ChatError) => {
        if (!isForNow(error)) {
          this.#unopened.add(peer);
        }
      });
      this.#opening.delete(peer);
      this.#outbox.pump();
    }
  }

  /** Forgets the copy of a conversation, and reads it anew. */
  async forget(peer: string): Promise<void> {
    const copy = this.#copy(peer);
    this.#replace(copy, copy.emptied());
    await this.#openQuietly(peer);
  }

  #replace(copy: LogCopy, anew: LogCopy): void {
    const { peer } = copy;
    this.#copies.set(peer, anew);
    this.#journal.drop(copy);
    this.#journal.afterwards(() => this.#emit({ type: "forgotten", peer }));
    this.#changed(anew);
  }

  /** Reads a page of the user's conversations; gives whether there are more. */
  async list(): Promise<boolean> {
    const page = await this.request({
      action: "conversations",
      limit: LIST_LIMIT,
      ...(this.#listCursor !== undefined && { cursor: this.#listCursor }),
    });
    for (const row of page.conversations) {
      const copy = this.#copy(row.peer);
      copy.summarized(row);
      this.#changed(copy);
    }
    this.#listCursor = page.cursor;
    await this.#journal.flushed();
    return page.cursor !== undefined;
  }

  async request<R extends Request>(request: R): Promise<Reply<R>> {
    const reply = await this.#requests.ask(request);
    this.#heard(reply);
    await this.#journal.flushed();
    return reply;
  }

  watch(watcher: string, users: readonly string[]): Promise<void> {
    return this.#watching.watch(watcher, users);
  }

  typing(to: string, state: TypingState): Promise<void> {
    if (this.#connections.isReady) {
      this.#connections.send({ action: "typing", to, state });
    }
    return Promise.resolve();
  }

  // What the server says.

  #address(token: Token): string {
    const { user } = this.#record;
    if (user !== undefined && user !== token.user) {
      throw new ChatError(
        "foreignStore",
        `The store is of ${user}, the token of ${token.user}: use a store for each user.`,
      );
    }
    if (user === undefined) {
      this.#save({ user: token.user });
      this.#emit({ type: "user", user: token.user });
    }
    const address = new URL(this.#options.url);
    address.searchParams.set("deviceId", this.#record.deviceId);
    if (this.#record.since !== undefined) {
      address.searchParams.set("since", String(this.#record.since));
    }
    return address.href;
  }

  #save(change: Partial<DeviceRecord>): void {
    this.#record = { ...this.#record, ...change };
    this.#journal.device(this.#record);
  }

  #copy(peer: string): LogCopy {
    let copy = this.#copies.get(peer);
    if (!copy) {
      copy = new LogCopy(peer);
      this.#copies.set(peer, copy);
    }
    return copy;
  }

  #hasGap(): boolean {
    return [...this.#copies.values()].some(copy => copy.hasGap);
  }

  #changed(copy: LogCopy): void {
    this.#journal.copy(copy);
    const conversation = stateOf(copy);
    this.#journal.afterwards(() => this.#emit({ type: "conversation", conversation }));
  }

  #fail({ code, message, peer }: ChatError): void {
    this.#emit({ type: "error", code, message, ...(peer !== undefined && { peer }) });
  }

  #received(session: Session, frame: Decoded): void {
    switch (frame.type) {
      case "messages":
        this.#messages(frame);
        break;
      case "accepted":
        this.#accepted(frame);
        break;
      case "receipt":
        this.#receipt(frame.peer, frame.delivered, frame.read);
        break;
      case "cursor":
        this.#cursor(frame.peer, frame.read);
        break;
      case "caughtUp":
        this.#caughtUp(session, frame);
        break;
      case "acked":
        this.#acks.acked(frame.requestId);
        break;
      case "rejected":
        this.#rejected(session, frame);
        break;
      case "history":
      case "conversations":
      case "profile":
        this.#requests.answered(frame);
        break;
      case "presence":
      case "conversation":
        this.#requests.answered(frame) || this.#heard(frame);
        break;
      case "typing":
        this.#emit({ type: "typing", peer: frame.peer, state: frame.state });
        break;
      case "gatewayError":
        this.#outbox.failed();
        this.#acks.failed();
        break;
      case "malformed":
        this.#fail(new ChatError("malformedFrame", `The server sent a bad frame: ${frame.reason}`));
        break;
      case "pong":
      case "unknown":
    }
    if (this.#hasGap()) {
      this.#connections.current?.repair();
    }
  }

  #messages({ peer, after, messages, digest }: Messages): void {
    const copy = this.#copy(peer);
    const taken = copy.take(messages, after);
    this.#took(copy, taken);
    this.#compare(copy, (messages.at(-1) as Entry).seq, digest);
    if (taken.fresh.length === 0) {
      this.#acks.again(copy);
    }
  }

  #took(copy: LogCopy, { fresh, inOrder }: Taken): void {
    const { peer } = copy;
    this.#outbox.seen(fresh.filter(({ from }) => from === this.#record.user));
    this.#journal.entries(peer, fresh);
    this.#changed(copy);
    if (inOrder.length > 0) {
      this.#journal.afterwards(() => this.#emit({ type: "messages", peer, messages: inOrder }));
    }
    this.#acks.changed(copy);
  }

  #compare(copy: LogCopy, seq: number, told: string | undefined): void {
    if (!copy.agrees(seq, told)) {
      this.#fail(
        new ChatError(
          "digestMismatch",
          `This copy differs from the server's at ${seq}: forget it.`,
          { peer: copy.peer },
        ),
      );
    }
  }

  #accepted(frame: Accepted): void {
    const copy = this.#copy(frame.peer);
    const entry = this.#outbox.accepted(frame, this.#record.user as string);
    copy.reaches(frame.seq);
    this.#took(copy, copy.take(entry ? [entry] : []));
    this.#compare(copy, frame.seq, frame.digest);
    this.#outbox.pump();
  }

  #receipt(peer: string, delivered: number, read: number): void {
    const copy = this.#copy(peer);
    copy.receipt(delivered, read);
    this.#changed(copy);
  }

  #cursor(peer: string, read: number): void {
    const copy = this.#copy(peer);
    copy.markRead(read);
    this.#changed(copy);
  }

  #caughtUp(session: Session, frame: CaughtUp): void {
    for (const position of frame.conversations) {
      const copy = this.#copy(position.peer);
      if (!frame.more) {
        copy.reaches(position.lastSeq);
      }
      copy.receipt(position.peerDelivered ?? 0, position.peerRead ?? 0);
      copy.markRead(position.read ?? 0);
      if (position.settingsVersion) {
        copy.set(position as VersionedSettings);
      }
      this.#changed(copy);
      this.#acks.serverKnows(copy, {
        delivered: position.cursor ?? 0,
        read: position.read ?? 0,
      });
    }
    const first = session.caughtUp(frame);
    if (frame.more) {
      this.#acks.confirmAll();
      return;
    }
    if (frame.at !== undefined) {
      this.#save({ since: frame.at });
    }
    this.#connections.caughtUp(session);
    if (first) {
      this.#outbox.reconnected();
      this.#acks.reconnected();
      this.#requests.reconnected();
      this.#watching.reconnected();
      void this.#listOnce();
    }
    if (frame.requestId !== undefined) {
      this.#openWhatNoDrainBrings();
    }
  }

  /** A `sync` was answered and brought nothing of these. */
  #openWhatNoDrainBrings(): void {
    for (const copy of this.#copies.values()) {
      if (copy.hasGap && copy.base === undefined) {
        void this.#openQuietly(copy.peer);
      }
    }
  }

  async #listOnce(): Promise<void> {
    if (!this.#record.listed) {
      await this.list().then(
        () => this.#save({ listed: true }),
        (error: ChatError) => isForNow(error) || this.#fail(error),
      );
    }
  }

  /** Takes what comes as a reply or by itself. */
  #heard(frame: ServerFrame): void {
    if (frame.type === "presence") {
      this.#watching.heard(frame.users);
    } else if (frame.type === "conversation") {
      const copy = this.#copy(frame.peer);
      copy.set(frame);
      this.#changed(copy);
    }
  }

  #rejected(session: Session, frame: Rejected): void {
    const { code, peer, clientMessageId } = frame;
    if (code === "tokenExpired") {
      this.#connections.renew(session);
    } else if (this.#requests.rejected(frame)) {
      return;
    } else if (clientMessageId !== undefined) {
      if (frame.retryable) {
        this.#connections.current?.sync();
      }
      this.#outbox.rejected(clientMessageId, frame);
    } else if (code === "ackBeyondLog" && peer !== undefined) {
      this.#replace(this.#copy(peer), new LogCopy(peer));
      void this.#openQuietly(peer);
    } else if (frame.retryable) {
      this.#acks.failed();
    } else {
      this.#fail(new ChatError(code, frame.message, peer === undefined ? {} : { peer }));
    }
  }
}

/** Whether the same is done again later: the state of the connection says why it was not. */
function isForNow({ code }: ChatError): boolean {
  return code === "offline" || code === "closed";
}

function itemOf(to: string, entry: Entry): OutboxItem {
  const { clientMessageId, seq, sentAt, body = { type: "text" } } = entry;
  return { clientMessageId, to, body, createdAt: sentAt, order: sentAt, seq };
}
