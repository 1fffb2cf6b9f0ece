import { ChatError, codeOf } from "./errors.js";
import { type OutgoingMessage, type OutgoingOperation, outgoingOf } from "./messages.js";
import { foldsIn, isOperation, type OperationType } from "./protocol/fold.js";
import type { Entry, Fold } from "./protocol/model.js";
import type { OutboxItem } from "./store/store.js";

/** An item of the outbox, or an item that has left the outbox and is not placed yet. */
export interface Outgoing {
  readonly item: OutboxItem;
  /** Whether the item left the outbox. */
  readonly settled: boolean;
}

/** The messages and operations of a device that are not placed yet. */
export class OutgoingItems {
  readonly #all = new Map<string, Outgoing>();
  /** The last entry of a conversation that the device holds. */
  readonly #held: (peer: string) => number;

  constructor(held: (peer: string) => number) {
    this.#held = held;
  }

  /** Replaces all items; returns the ids of those that are gone. */
  reset(all: readonly Outgoing[]): string[] {
    const before = [...this.#all.keys()];
    this.#all.clear();
    for (const one of all) {
      this.#all.set(one.item.clientMessageId, one);
    }
    return before.filter(id => !this.#all.has(id));
  }

  /** Called when an item has changed or left the outbox. */
  set({ item, settled }: Outgoing): void {
    if (settled && (item.seq ?? 0) <= this.#held(item.to)) {
      this.#all.delete(item.clientMessageId);
    } else {
      this.#all.set(item.clientMessageId, { item, settled });
    }
  }

  get(id: string | undefined): OutboxItem | undefined {
    return this.#all.get(id ?? "")?.item;
  }

  /** Called when the device holds more entries of a conversation. */
  placed(peer: string): void {
    for (const one of [...this.#all.values()].filter(({ item }) => item.to === peer)) {
      if (one.settled) {
        this.set(one);
      }
    }
  }

  /** The conversations that have a message or an operation here. */
  peers(): string[] {
    return [...this.#all.values()].map(({ item }) => item.to);
  }

  /** The messages with their edits: first those with a `seq`, then in the order of writing. */
  messages(): OutgoingMessage[] {
    const texts = this.#texts();
    return this.#waiting(false)
      .filter(({ clientMessageId: id }) => !texts.has(id) || texts.get(id) !== undefined)
      .map(item => outgoingOf(item, texts.get(item.clientMessageId)));
  }

  /** A message of the outbox with its unsent edits. */
  message(item: OutboxItem): OutgoingMessage {
    return outgoingOf(item, this.#texts().get(item.clientMessageId));
  }

  operations(): OutgoingOperation[] {
    return this.#waiting(true).map(operationOf);
  }

  /** The fold of the unsent operations on a message; `self` is this user. */
  foldOf(peer: string, seq: number, self: string): Fold | undefined {
    const operations = this.#waiting(true).filter(one => one.to === peer && one.target === seq);
    return foldsIn(operations.map(item => entryOf(item, self))).get(seq);
  }

  /** The new text of each message of the outbox that waiting operations change; undefined if removed. */
  #texts(): Map<string | undefined, string | undefined> {
    const acting = this.#waiting(true).filter(({ body }) => body.type !== "reaction");
    return new Map(acting.map(({ body, targetId }) => [targetId, body.text]));
  }

  /** The operations, or the messages, that are not in their place. */
  #waiting(areOperations: boolean): OutboxItem[] {
    return [...this.#all.values()]
      .map(({ item }) => item)
      .filter(({ body }) => isOperation(body.type) === areOperations)
      .filter(({ to, seq = Infinity }) => seq > this.#held(to))
      .sort((a, b) => (a.seq ?? Infinity) - (b.seq ?? Infinity) || a.order - b.order);
  }
}

/** An operation of the outbox. */
export function operationOf(item: OutboxItem): OutgoingOperation {
  const { to, clientMessageId, body, target, createdAt } = item;
  const { type, text, emoji } = body;
  return {
    peer: to,
    clientMessageId,
    type: type as OperationType,
    ...(target !== undefined && { target }),
    ...(text !== undefined && { text }),
    ...(emoji !== undefined && { emoji }),
    createdAt,
  };
}

/** The future entry of an operation of the outbox. */
function entryOf(item: OutboxItem, from: string): Entry {
  const { seq = Infinity, body, clientMessageId, createdAt, target = 0 } = item;
  return { seq, kind: body.type, target, from, clientMessageId, sentAt: createdAt, body };
}

/** Why an item was finally refused. A server older than operations names the type of their bodies. */
export function refusalOf({ body, rejected, to }: OutboxItem): ChatError | undefined {
  if (!rejected) {
    return undefined;
  }
  const { code, message } = rejected;
  const isOld = code === "invalidField" && message.startsWith("body.type");
  const told = isOld && isOperation(body.type) ? "notSupported" : codeOf(rejected);
  return new ChatError(told, message, { peer: to });
}
