import { isOperation } from "../protocol/fold.js";
import type { OutboxItem } from "../store/store.js";
import type { Journal } from "./journal.js";
import { absorbed, resolved } from "./outbox-operations.js";

/** The dependencies of {@link OutboxItems}. */
export interface OutboxItemsPorts {
  readonly journal: Journal;
  /** Called when a change or removal of an item is durable. */
  changed(item: OutboxItem, settled: boolean): void;
}

/** The messages and operations of this device that the server has not accepted yet, in order. */
export class OutboxItems {
  readonly #ports: OutboxItemsPorts;
  readonly #items = new Map<string, OutboxItem>();
  /** Items that may have been sent, in this process or before. Their content never changes. */
  readonly #tried = new Set<string>();
  #order = 0;
  /** The ids deleted during each running load. */
  readonly #loads = new Set<Set<string>>();

  constructor(ports: OutboxItemsPorts) {
    this.#ports = ports;
  }

  /** The next position, which is greater than that of any item so far. */
  nextOrder(now: number): number {
    this.#order = Math.max(this.#order + 1, now * 1024);
    return this.#order;
  }

  all(): OutboxItem[] {
    return [...this.#items.values()];
  }

  get(id: string): OutboxItem | undefined {
    return this.#items.get(id);
  }

  /**
   * The first item of a conversation that was not refused and does not act on a message in this
   * outbox.
   */
  first(peer: string): OutboxItem | undefined {
    return this.all().find(
      ({ to, rejected, targetId = "" }) => to === peer && !rejected && !this.#items.has(targetId),
    );
  }

  /** Called before an item is sent. */
  tried({ clientMessageId }: OutboxItem): void {
    this.#tried.add(clientMessageId);
  }

  /** Adds the items in the store that are not in this outbox. */
  async load(read: () => Promise<readonly OutboxItem[]>): Promise<void> {
    for (const item of await this.#unknown(read)) {
      if (item.firstAfter !== undefined) {
        this.tried(item);
      }
      this.take(item);
    }
  }

  /** Adds an item that is in the store. */
  take(item: OutboxItem): void {
    this.#set(item);
    this.#ports.changed(item, false);
    if (isOperation(item.body.type)) {
      const isUntried = (one: OutboxItem) => !this.#tried.has(one.clientMessageId);
      const { dropped, changed } = absorbed(item, this.all(), isUntried);
      for (const one of dropped) {
        this.drop(one);
      }
      if (changed) {
        this.put(changed);
      }
    }
  }

  /** Adds or changes an item, here and in the store. */
  put(item: OutboxItem): void {
    this.#set(item);
    this.#ports.journal.changes.item(item);
    this.#ports.journal.afterwards(() => this.#ports.changed(item, false));
  }

  #set(item: OutboxItem): void {
    this.#order = Math.max(this.#order, item.order);
    this.#items.set(item.clientMessageId, item);
  }

  /** Removes an item from the outbox. */
  drop(item: OutboxItem): void {
    this.delete(item.clientMessageId);
    this.#ports.journal.changes.settle(item.clientMessageId);
    this.#ports.journal.afterwards(() => this.#ports.changed(item, true));
  }

  /**
   * Prepares the operations on a message for sending after the message was accepted, or drops them
   * after it was refused.
   */
  settled({ clientMessageId, seq }: OutboxItem): void {
    for (const item of this.all().filter(({ targetId }) => targetId === clientMessageId)) {
      if (seq === undefined) {
        this.drop(item);
      } else {
        this.put(resolved(item, seq));
      }
    }
  }

  /**
   * Sets the target of an operation to the message `seq`. Without a `seq`, the device does not hold
   * that message.
   */
  place(item: OutboxItem, seq: number | undefined): void {
    if (this.#items.get(item.clientMessageId) !== item) {
      return;
    }
    if (seq === undefined) {
      this.refuse(item, { code: "targetGone", message: "The message is not on this device." });
    } else {
      this.put(resolved(item, seq));
    }
  }

  /**
   * Called when the server has finally refused an item. A message stays until the app retries or
   * discards it.
   */
  refuse(item: OutboxItem, rejected: NonNullable<OutboxItem["rejected"]>): void {
    const refused = { ...item, rejected };
    if (isOperation(item.body.type)) {
      this.drop(refused);
    } else {
      this.put(refused);
      this.settled(refused);
    }
  }

  delete(id: string): void {
    this.#items.delete(id);
    for (const deleted of this.#loads) {
      deleted.add(id);
    }
  }

  /** Reads items, without those that are known or were deleted during the read. */
  async #unknown(read: () => Promise<readonly OutboxItem[]>): Promise<OutboxItem[]> {
    const deleted = new Set<string>();
    this.#loads.add(deleted);
    try {
      const items = await read();
      return items.filter(({ clientMessageId: id }) => !deleted.has(id) && !this.#items.has(id));
    } finally {
      this.#loads.delete(deleted);
    }
  }
}
