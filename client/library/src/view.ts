import { Acceptances } from "./acceptances.js";
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
import {
  type Message,
  messageOf,
  type OutgoingMessage,
  type OutgoingOperation,
} from "./messages.js";
import { type Outgoing, OutgoingItems, operationOf, refusalOf } from "./outgoing-items.js";
import { isOperation, merged } from "./protocol/fold.js";
import type { Entry, Fold, Presence } from "./protocol/model.js";
import { TypingPeers } from "./typing-peers.js";

/** The client's view of its device, kept up to date by events. */
export class View {
  readonly emitter = new Emitter<ChatEvents>();
  readonly acceptances = new Acceptances();
  #conversations = new Map<string, ConversationState>();
  readonly #outgoing = new OutgoingItems(peer => this.conversation(peer).held);
  #presence = new Map<string, Presence>();
  readonly #typing: TypingPeers;
  /** Resolves once the device is online. */
  readonly ready = new Deferred();
  user: string | undefined;
  connection: ConnectionState = { status: "connecting" };
  storage: StorageState = { status: "durable" };

  constructor(environment: Environment) {
    this.#typing = new TypingPeers(environment, typing => this.emitter.emit("typing", typing));
  }

  /** Replaces all state. */
  reset(snapshot: Snapshot): void {
    this.user = snapshot.user;
    this.#connected(snapshot.connection);
    this.storage = snapshot.storage;
    this.#conversations = new Map(snapshot.conversations.map(state => [state.peer, state]));
    for (const id of this.#outgoing.reset(snapshot.outbox)) {
      this.acceptances.resolve(id, undefined);
    }
    this.#presence = new Map(snapshot.presence.map(presence => [presence.user, presence]));
    this.emitter.emit("reset", undefined);
  }

  /** The conversations of the device, and new conversations with a message in the outbox. */
  conversations(): ConversationState[] {
    const peers = [...this.#conversations.keys(), ...this.#outgoing.peers()];
    return [...new Set(peers)].map(peer => this.conversation(peer));
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

  /** The messages of this device that are not placed yet. */
  outgoing(): OutgoingMessage[] {
    return this.#outgoing.messages();
  }

  /** The operations of this device that are not placed yet. */
  operations(): OutgoingOperation[] {
    return this.#outgoing.operations();
  }

  /** Converts an entry of kind message with its fold and the unsent operations. */
  message(peer: string, entry: Entry, fold?: Fold): Message {
    const waiting = this.#outgoing.foldOf(peer, entry.seq, this.user ?? "");
    const all = waiting && fold ? merged(fold, waiting) : (waiting ?? fold);
    return messageOf(peer, entry, all, waiting !== undefined);
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
        this.#messages(event);
        break;
      case "changed":
        this.emitter.emit("changed", { peer: event.peer, seqs: event.seqs });
        break;
      case "cleared":
        this.emitter.emit("cleared", { peer: event.peer, upTo: event.upTo });
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
        this.#typing.heard(event);
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

  #messages(event: DeviceEvent & { readonly type: "messages" }): void {
    const { peer, entries, folds, after, upTo } = event;
    if (entries.some(({ from }) => from === peer)) {
      this.#typing.heard({ peer, state: "stopped" });
    }
    const messages = entries.map(entry => {
      const fold = folds.find(({ target }) => target === entry.seq);
      return this.message(peer, entry, fold);
    });
    this.emitter.emit("messages", { peer, messages, after, upTo });
  }

  #conversation(conversation: ConversationState): void {
    this.#conversations.set(conversation.peer, conversation);
    this.#outgoing.placed(conversation.peer);
    this.emitter.emit("conversation", conversation);
  }

  #item({ item, settled }: Outgoing): void {
    const { clientMessageId, seq } = item;
    const error = refusalOf(item);
    this.#outgoing.set({ item, settled });
    if (error) {
      this.acceptances.reject(clientMessageId, error);
    } else if (settled || seq !== undefined) {
      this.acceptances.resolve(clientMessageId, seq);
    }
    if (!isOperation(item.body.type)) {
      this.emitter.emit("outgoing", this.#outgoing.message(item));
      return;
    }
    const target = this.#outgoing.get(item.targetId);
    if (target) {
      this.emitter.emit("outgoing", this.#outgoing.message(target));
    }
    if (item.target !== undefined) {
      this.emitter.emit("changed", { peer: item.to, seqs: [item.target] });
    }
    if (settled && error) {
      this.emitter.emit("refused", { operation: operationOf(item), error });
    }
  }

  /** Ends timers and iterators. */
  close(): void {
    this.#typing.close();
    this.emitter.end();
    this.ready.reject(closedError());
    this.acceptances.close(closedError());
  }
}
