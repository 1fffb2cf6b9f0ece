import { type OutgoingMessage, type OutgoingOperation, outgoingOf } from "./messages.js";
import { foldsIn, isOperation, type OperationType } from "./protocol/fold.js";
import type { Entry, Fold } from "./protocol/model.js";
import type { OutboxItem } from "./store/store.js";

/** An item of the outbox, or one that has left it and is not in its place yet. */
export interface Outgoing {
  readonly item: OutboxItem;
  /** Whether it left the outbox. */
  readonly settled: boolean;
}

/** The messages and operations of a device that are not in their place yet. */
export class OutgoingItems {
  readonly #all = new Map<string, Outgoing>();
  /** The last entry of a conversation that the device holds. */
  readonly #held: (peer: string) => number;

  constructor(held: (peer: string) => number) {
    this.#held = held;
  }

  /** Replaces all items. */
  reset(all: readonly Outgoing[]): void {
    this.#all.clear();
    for (const one of all) {
      this.#all.set(one.item.clientMessageId, one);
    }
  }

  /** An item has changed or left the outbox. */
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

  /** The device holds more of a conversation. */
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

  /** Messages, with the edits of them: those with a `seq` first, then in the order of writing. */
  messages(): OutgoingMessage[] {
    const removed = new Set(this.#of("remove").map(({ targetId }) => targetId));
    return this.#waiting()
      .filter(
        ({ body, clientMessageId }) => !isOperation(body.type) && !removed.has(clientMessageId),
      )
      .map(item => this.message(item));
  }

  /** A message of the outbox, with the edits of it that wait, too. */
  message(item: OutboxItem): OutgoingMessage {
    const edits = this.#of("edit").filter(({ targetId }) => targetId === item.clientMessageId);
    return outgoingOf(item, edits.at(-1)?.body.text);
  }

  operations(): OutgoingOperation[] {
    return this.#waiting()
      .filter(({ body }) => isOperation(body.type))
      .map(operationOf);
  }

  /** What the operations that wait make of a message; `self` is this user. */
  foldOf(peer: string, seq: number, self: string): Fold | undefined {
    const operations = this.#waiting().filter(({ to, target }) => to === peer && target === seq);
    return foldsIn(operations.map(item => entryOf(item, self))).get(seq);
  }

  #of(type: OperationType): OutboxItem[] {
    return this.#waiting().filter(({ body }) => body.type === type);
  }

  #waiting(): OutboxItem[] {
    return [...this.#all.values()]
      .map(({ item }) => item)
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

/** The entry that an operation of the outbox will be. */
function entryOf(item: OutboxItem, from: string): Entry {
  const { seq = Infinity, body, clientMessageId, createdAt, target = 0 } = item;
  return { seq, kind: body.type, target, from, clientMessageId, sentAt: createdAt, body };
}
