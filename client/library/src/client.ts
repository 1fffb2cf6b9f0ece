import type { ChatEvents } from "./chat-events.js";
import { type ChatClientOptions, environmentOf } from "./client-options.js";
import { Conversation } from "./conversation.js";
import type { ConversationPorts } from "./conversation-ports.js";
import type { ConnectionState } from "./device/connection-state.js";
import { Device } from "./device/device.js";
import type { ConversationState, Snapshot } from "./device/events.js";
import type { StorageState } from "./device/storage.js";
import { callsOf } from "./host/calls.js";
import { type Host, type HostPorts, hostOf } from "./host/host.js";
import { LocalHost } from "./host/local-host.js";
import { inListOrder } from "./list-order.js";
import type { OutgoingMessage, OutgoingOperation } from "./messages.js";
import type { Request } from "./protocol/client-frames.js";
import type { Presence, Privacy, Profile } from "./protocol/model.js";
import { View } from "./view.js";

/**
 * A user's chat on this device. It connects by itself and stays connected. Messages written offline
 * are sent later; missed messages arrive in order.
 *
 * Tabs of a browser that open the same store share one device: one of them holds the socket, and
 * another takes over when it is closed or hangs.
 */
export class ChatClient {
  readonly #host: Host;
  readonly #view: View;
  /** @internal The parts of this client, for other modules of this package. */
  readonly ports: ConversationPorts;
  readonly #watcher: string;
  readonly #watched = new Set<string>();
  readonly #conversations = new Map<string, Conversation>();

  constructor(options: ChatClientOptions) {
    const { url, token, store } = options;
    const environment = environmentOf(options);
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
    const calls = callsOf(environment, call => host.call(call));
    this.ports = { view, calls, environment, store: () => host.store };
    this.#watcher = environment.uuid();
  }

  /** Loads the conversations of this device, then connects (see `ready`). Call it once. */
  start(): Promise<void> {
    return this.#host.start();
  }

  #reset(snapshot: Snapshot): void {
    this.#view.reset(snapshot);
    // Rejects if the client is closed or the server refuses presence; no call of the app waits.
    this.#watch().catch(() => {});
  }

  /** Writes all changes and closes the connection and store. Later calls reject with `closed`. */
  async close(): Promise<void> {
    await this.#host.close();
    this.#view.close();
  }

  /** Resolves once the client has all missed messages; rejects if it is closed first. */
  get ready(): Promise<void> {
    return this.#view.ready.promise;
  }

  /** The user of the token; known once this device has connected for the first time. */
  get user(): string | undefined {
    return this.#view.user;
  }

  /** The state of the connection; the event `connection` reports changes. */
  get connection(): ConnectionState {
    return this.#view.connection;
  }

  /** Whether messages outlive this tab or process; the event `storage` reports changes. */
  get storage(): StorageState {
    return this.#view.storage;
  }

  /** Calls `listener` for each event of this name. Returns a function that removes the listener. */
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

  /** The conversations of this device, in the order of a list: see `docs/client.md`. */
  conversations(): ConversationState[] {
    return inListOrder(this.#view.conversations(), this.#view.outgoing());
  }

  /**
   * Reads the next page of the user's conversations from the server; returns whether there are more.
   *
   * @throws `ChatError` `offline`
   */
  moreConversations(): Promise<boolean> {
    return this.ports.calls.list();
  }

  /** The messages of this device to all peers that have no place in their conversation yet. */
  outgoing(): OutgoingMessage[] {
    return this.#view.outgoing();
  }

  /** The edits, removals and reactions of this device that the server has not accepted yet. */
  operations(): OutgoingOperation[] {
    return this.#view.operations();
  }

  /** The conversation with a user, even if it has no message yet. */
  conversation(peer: string): Conversation {
    const conversation = this.#conversations.get(peer) ?? new Conversation(peer, this.ports);
    this.#conversations.set(peer, conversation);
    return conversation;
  }

  /** The presence of a watched user; the event `presence` reports changes. */
  presence(user: string): Presence {
    return this.#view.presence(user);
  }

  /**
   * Subscribes to the presence of users, across reconnects, until `unwatch`.
   *
   * @throws `ChatError` with the server's code if it refuses
   */
  watch(users: readonly string[]): Promise<void> {
    for (const user of users) {
      this.#watched.add(user);
    }
    return this.#watch();
  }

  /** Ends the subscription to the presence of users. */
  unwatch(users: readonly string[]): Promise<void> {
    for (const user of users) {
      this.#watched.delete(user);
    }
    return this.#watch();
  }

  #watch(): Promise<void> {
    return this.ports.calls.watch(this.#watcher, [...this.#watched]);
  }

  /**
   * The profiles of users, without users that do not exist.
   *
   * @throws `ChatError` `offline`, or with the server's code
   */
  profiles(users: readonly string[]): Promise<readonly Profile[]> {
    return this.#profile({ get: users });
  }

  /**
   * The user with a phone number such as `+4930123456`, if that user can be found by it.
   *
   * @throws `ChatError` `offline`, or with the server's code
   */
  async find(contactNumber: string): Promise<Profile | undefined> {
    return (await this.#profile({ find: { contactNumber } }))[0];
  }

  /** Changes the user's name. It rejects as `profiles` does. */
  async setName(name: string): Promise<void> {
    await this.#profile({ set: { name } });
  }

  /**
   * Changes the given fields of the user's privacy. `profiles` has the current state.
   *
   * @throws `ChatError` `offline`, or with the server's code
   */
  async setPrivacy(privacy: Partial<Privacy>): Promise<void> {
    await this.#profile({ set: { privacy } });
  }

  async #profile(
    what: Omit<Request & { action: "profile" }, "action">,
  ): Promise<readonly Profile[]> {
    return (await this.ports.calls.request({ action: "profile", ...what })).users;
  }
}
