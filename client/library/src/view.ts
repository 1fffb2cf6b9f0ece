import type { ChatEvents } from "./chat-events.js";
import type { ConnectionState } from "./device/connection-state.js";
import {
  type ConversationState,
  type DeviceEvent,
  type Snapshot,
  stateOf,
} from "./device/events.js";
import { LogReplica } from "./device/log-replica.js";
import type { StorageState } from "./device/storage.js";
import type { Environment } from "./environment.js";
import { ChatError, closedError } from "./errors.js";
import { Emitter } from "./events.js";
import { Deferred } from "./host/deferred.js";
import { messageOf, type OutgoingMessage, outgoingOf } from "./messages.js";
import type { Presence } from "./protocol/model.js";
import type { Typing } from "./protocol/server-frames.js";
import type { OutboxItem } from "./store/store.js";

/** Time after which a user who was writing is taken to have stopped. */
const TYPING_MS = 6_000;

interface Outgoing {
  readonly item: OutboxItem;
  /** Whether it left the outbox; it is shown until it is in its place. */
  readonly settled: boolean;
}

/** The client's view of its device, kept up to date by events. */
export class View {
  readonly emitter = new Emitter<ChatEvents>();
  readonly #environment: Environment;
  #conversations = new Map<string, ConversationState>();
  #outgoing = new Map<string, Outgoing>();
  #presence = new Map<string, Presence>();
  readonly #typing = new Map<string, () => void>();
  /** Whether the device was online. */
  readonly ready = new Deferred();
  user: string | undefined;
  connection: ConnectionState = { status: "connecting" };
  storage: StorageState = { status: "durable" };

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  /** Replaces all state. */
  reset(snapshot: Snapshot): void {
    this.user = snapshot.user;
    this.#connected(snapshot.connection);
    this.storage = snapshot.storage;
    this.#conversations = new Map(snapshot.conversations.map(state => [state.peer, state]));
    this.#outgoing = new Map(snapshot.outbox.map(one => [one.item.clientMessageId, one]));
    this.#presence = new Map(snapshot.presence.map(presence => [presence.user, presence]));
    this.emitter.emit("reset", undefined);
  }

  /** The conversations of the device, and new conversations with a message in the outbox. */
  conversations(): ConversationState[] {
    const peers = [...this.#outgoing.values()].map(({ item }) => item.to);
    return [...new Set([...this.#conversations.keys(), ...peers])].map(p => this.conversation(p));
  }

  conversation(peer: string): ConversationState {
    return this.#conversations.get(peer) ?? stateOf(new LogReplica(peer));
  }

  presence(user: string): Presence {
    return this.#presence.get(user) ?? { user, status: "unknown", at: 0 };
  }

  isTyping(peer: string): boolean {
    return this.#typing.has(peer);
  }

  /** Messages not in their place yet: those with a `seq` first, then in the order of writing. */
  outgoing(): OutgoingMessage[] {
    return [...this.#outgoing.values()]
      .map(({ item }) => item)
      .filter(({ to, seq = Infinity }) => seq > this.conversation(to).held)
      .sort((a, b) => (a.seq ?? Infinity) - (b.seq ?? Infinity) || a.order - b.order)
      .map(outgoingOf);
  }

  apply(event: DeviceEvent): void {
    switch (event.type) {
      case "connection":
        this.#connected(event.state);
        this.emitter.emit("connection", event.state);
        break;
      case "storage":
        this.storage = event.state;
        this.emitter.emit("storage", event.state);
        break;
      case "messages":
        this.#messages(event.peer, event.messages);
        break;
      case "conversation":
        this.#conversation(event.conversation);
        break;
      case "outbox":
        this.#item(event);
        break;
      case "forgotten":
        this.#conversations.delete(event.peer);
        this.emitter.emit("forgotten", { peer: event.peer });
        break;
      case "typing":
        this.#typed(event);
        break;
      case "presence":
        for (const presence of event.users) {
          this.#presence.set(presence.user, presence);
        }
        this.emitter.emit("presence", event.users);
        break;
      case "user":
        this.user = event.user;
        break;
      case "error":
        this.emitter.emit("error", new ChatError(event.code, event.message, event));
    }
  }

  #connected(state: ConnectionState): void {
    this.connection = state;
    if (state.status === "online") {
      this.ready.resolve();
    }
  }

  #messages(peer: string, entries: (DeviceEvent & { type: "messages" })["messages"]): void {
    if (entries.some(({ from }) => from === peer)) {
      this.#typed({ peer, state: "stopped" });
    }
    this.emitter.emit("messages", { peer, messages: entries.map(e => messageOf(peer, e)) });
  }

  #conversation(conversation: ConversationState): void {
    const { peer, held } = conversation;
    this.#conversations.set(peer, conversation);
    for (const [id, { item, settled }] of this.#outgoing) {
      if (settled && item.to === peer && (item.seq ?? 0) <= held) {
        this.#outgoing.delete(id);
      }
    }
    this.emitter.emit("conversation", conversation);
  }

  #item({ item, settled }: Outgoing): void {
    if (settled && (item.seq ?? 0) <= this.conversation(item.to).held) {
      this.#outgoing.delete(item.clientMessageId);
    } else {
      this.#outgoing.set(item.clientMessageId, { item, settled });
    }
    this.emitter.emit("outgoing", outgoingOf(item));
  }

  #typed({ peer, state }: { readonly peer: string; readonly state: Typing["state"] }): void {
    const stop = this.#typing.get(peer);
    stop?.();
    this.#typing.delete(peer);
    if (state === "started") {
      const end = () => this.#typed({ peer, state: "stopped" });
      this.#typing.set(peer, this.#environment.after(TYPING_MS, end));
    }
    if (stop ? state === "stopped" : state === "started") {
      this.emitter.emit("typing", { type: "typing", peer, state });
    }
  }

  /** Ends timers and iterators. */
  close(): void {
    for (const stop of this.#typing.values()) {
      stop();
    }
    this.emitter.end();
    this.ready.reject(closedError());
  }
}
