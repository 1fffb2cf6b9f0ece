import { Conversation, type ConversationPorts } from "./conversation.js";
import type { ConnectionState, TokenSource } from "./device/connections.js";
import { Device } from "./device/device.js";
import type { ConversationState, Snapshot } from "./device/events.js";
import type { StorageState } from "./device/storage.js";
import { type Environment, platform } from "./environment.js";
import { type Calls, callsOf } from "./host/calls.js";
import { type Host, type HostPorts, hostOf } from "./host/host.js";
import { LocalHost } from "./host/local-host.js";
import type { OutgoingMessage } from "./messages.js";
import type { Presence, Privacy, Profile, Request } from "./protocol/frames.js";
import type { Store } from "./store/store.js";
import { type ChatEvents, View } from "./view.js";

/** What a client is made with. */
export interface ChatClientOptions {
  /** The address of the WebSocket API: the stack's output, locally `ws://localhost:8080/prod`. */
  readonly url: string;
  readonly token: TokenSource;
  /** The device's disk, for one user. */
  readonly store: Store;
  /** By default the browser or Node.js this runs in. */
  readonly environment?: Environment;
}

/**
 * A user's chat on this device. It connects by itself and stays connected; what is sent while
 * offline goes out later; what was missed comes in order.
 *
 * Tabs of a browser that open the same store share one device: one of them holds the socket, and
 * another takes over when it is closed.
 */
export class ChatClient {
  readonly #host: Host;
  readonly #view: View;
  readonly #calls: Calls;
  readonly #ports: ConversationPorts;
  readonly #watcher: string;
  readonly #watched = new Set<string>();
  readonly #conversations = new Map<string, Conversation>();

  constructor(options: ChatClientOptions) {
    const { url, token, store, environment = platform() } = options;
    const view = new View(environment);
    const ports: HostPorts = {
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

  /**
   * Loads what this device has, and begins to connect. Call it once.
   *
   * @returns once the device's conversations are there; the connection may come much later
   */
  start(): Promise<void> {
    return this.#host.start();
  }

  #reset(snapshot: Snapshot): void {
    this.#view.reset(snapshot);
    this.#watch().catch(() => {
      // The client was closed, or the server refuses presence: no call of the app waits for this.
    });
  }

  /**
   * Writes all changes, and closes the connection and the store. Every later call rejects with
   * `closed`.
   */
  async close(): Promise<void> {
    await this.#host.close();
    this.#view.close();
  }

  /** The user, by the token; known once this device has connected for the first time. */
  get user(): string | undefined {
    return this.#view.user;
  }

  /** Whether there is a connection; the event `connection` tells of changes. */
  get connection(): ConnectionState {
    return this.#view.connection;
  }

  /** Whether messages outlive this tab or process; the event `storage` tells of changes. */
  get storage(): StorageState {
    return this.#view.storage;
  }

  /** Calls `listener` at each event of this name; call what it returns to end that. */
  on<Name extends keyof ChatEvents>(
    name: Name,
    listener: (event: ChatEvents[Name]) => void,
  ): () => void {
    return this.#view.emitter.on(name, listener);
  }

  /** The events of this name from now on, until the client is closed. */
  events<Name extends keyof ChatEvents>(name: Name): AsyncGenerator<ChatEvents[Name], void, void> {
    return this.#view.emitter.events(name);
  }

  /** The conversations this device knows: pinned ones first, then those with the newest message. */
  conversations(): ConversationState[] {
    const at = ({ lastMessage }: ConversationState) => lastMessage?.sentAt ?? 0;
    return this.#view
      .conversations()
      .sort((a, b) => Number(b.pinned) - Number(a.pinned) || at(b) - at(a));
  }

  /**
   * Reads more of the user's conversations from the server. A new device has the first page.
   *
   * @returns whether there are more
   * @throws `ChatError` `offline`
   */
  moreConversations(): Promise<boolean> {
    return this.#calls.list();
  }

  /** All messages of this device that do not stand in their place yet, to whomever. */
  outgoing(): OutgoingMessage[] {
    return this.#view.outgoing();
  }

  /** The conversation with a user, begun or not. */
  conversation(peer: string): Conversation {
    const conversation = this.#conversations.get(peer) ?? new Conversation(peer, this.#ports);
    this.#conversations.set(peer, conversation);
    return conversation;
  }

  /** What is known of a user one watches; the event `presence` tells of changes. */
  presence(user: string): Presence {
    return this.#view.presence(user);
  }

  /**
   * Wants to see whether these users are online, across reconnects, until `unwatch`.
   *
   * @throws `ChatError` with the server's code if it refuses
   */
  watch(users: readonly string[]): Promise<void> {
    for (const user of users) {
      this.#watched.add(user);
    }
    return this.#watch();
  }

  /** No longer wants to see whether these users are online. */
  unwatch(users: readonly string[]): Promise<void> {
    for (const user of users) {
      this.#watched.delete(user);
    }
    return this.#watch();
  }

  #watch(): Promise<void> {
    return this.#calls.watch(this.#watcher, [...this.#watched]);
  }

  /**
   * What users show of themselves. Users that are not there are left out.
   *
   * @throws `ChatError` `offline`, or with the server's code
   */
  profiles(users: readonly string[]): Promise<readonly Profile[]> {
    return this.#profile({ get: users });
  }

  /**
   * The user with a contact number such as `+4930123456`, if there is one that lets be found.
   *
   * @throws `ChatError` `offline`, or with the server's code
   */
  async find(contactNumber: string): Promise<Profile | undefined> {
    return (await this.#profile({ find: { contactNumber } }))[0];
  }

  /**
   * Changes the user's own name.
   *
   * @throws `ChatError` `offline`, or with the server's code
   */
  async setName(name: string): Promise<void> {
    await this.#profile({ set: { name } });
  }

  /**
   * Changes who sees what of the user; what is not named stays. `profiles` tells how it is.
   *
   * @throws `ChatError` `offline`, or with the server's code
   */
  async setPrivacy(privacy: Partial<Privacy>): Promise<void> {
    await this.#profile({ set: { privacy } });
  }

  async #profile(
    what: Omit<Request & { action: "profile" }, "action">,
  ): Promise<readonly Profile[]> {
    return (await this.#calls.request({ action: "profile", ...what })).users;
  }
}
