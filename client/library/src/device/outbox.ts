import type { Entry } from "../protocol/model.js";
import type { Accepted, Rejected } from "../protocol/server-frames.js";
import type { OutboxItem } from "../store/store.js";
import { Attempts } from "./attempts.js";
import { entryOf, frameOf } from "./outbox-frames.js";
import { OutboxItems } from "./outbox-items.js";
import type { OutboxPorts } from "./outbox-ports.js";
import { Doubling } from "./timers.js";

const REPLY_MS = 10_000;

/** Sends messages until they are accepted or refused, one at a time in each conversation. */
export class Outbox {
  readonly #ports: OutboxPorts;
  readonly #items: OutboxItems;
  readonly #attempts = new Attempts();
  readonly #wait = new Doubling();

  constructor(ports: OutboxPorts) {
    this.#ports = ports;
    this.#items = new OutboxItems(ports);
  }

  /** The next position, which is greater than that of any item so far. */
  nextOrder(now: number): number {
    return this.#items.nextOrder(now);
  }

  /** All items, in order. */
  items(): OutboxItem[] {
    return this.#items.all();
  }

  /** Adds the items in the store that are not in this outbox. */
  async load(read = this.#ports.stored): Promise<void> {
    await this.#ports.journal.flushed();
    await this.#items.load(read);
    this.pump();
  }

  /** Adds an item that is in the store. */
  add(item: OutboxItem): void {
    this.#items.take(item);
    this.pump();
  }

  /** Sends the first item of each conversation that has no item in flight. */
  pump(): void {
    if (this.#ports.connections.isReady) {
      const waiting = this.items().filter(item => !item.rejected);
      for (const peer of new Set(waiting.map(item => item.to))) {
        this.#pump(peer);
      }
    }
  }

  #pump(peer: string): void {
    const item = this.#items.first(peer);
    if (!item || this.#attempts.has(peer)) {
      return;
    }
    const replica = this.#ports.replicas.of(peer);
    if (!this.#ports.isOpen(replica)) {
      this.#ports.open(peer);
      return;
    }
    const number = this.#attempts.begin(peer);
    this.#ports.timers.after(REPLY_MS, () => this.#retry(peer, number));
    if (item.targetId !== undefined) {
      void this.#resolve(item, number);
      return;
    }
    this.#items.tried(item);
    if (item.firstAfter === undefined) {
      this.#items.put({ ...item, firstAfter: replica.held });
    }
    this.#ports.journal.afterwards(() => this.#try(item.clientMessageId, number));
  }

  /** Finds the message of an operation if it left the outbox before the operation was added. */
  async #resolve(item: OutboxItem, number: number): Promise<void> {
    // If the store fails, this is retried after the time of an attempt.
    const seq = await this.#ports.find(item).catch(() => Number.NaN);
    if (this.#attempts.isCurrent(item.to, number) && !Number.isNaN(seq)) {
      this.#items.place(item, seq);
      this.#retry(item.to, number);
    }
  }

  /** Sends an item. Its `firstAfter` is durable: the next process may repeat the attempt. */
  #try(id: string, number: number): void {
    const item = this.#items.get(id);
    if (item && this.#attempts.isCurrent(item.to, number)) {
      const { connections, environment, replicas } = this.#ports;
      connections.send(frameOf(item, replicas.of(item.to), environment.uuid()));
    }
  }

  #retry(peer: string, number: number): void {
    if (this.#attempts.isCurrent(peer, number)) {
      this.#attempts.end(peer);
      this.pump();
    }
  }

  /** Sends messages that were in flight on the last connection again on a new one. */
  reconnected(): void {
    for (const [peer] of this.#attempts.unanswered()) {
      this.#attempts.end(peer);
    }
    this.#wait.reset();
    this.pump();
    // Another tab may have put an item into the store and closed before it could report it. If the
    // store fails now, it is read again on the next connection.
    this.load().catch(() => {});
  }

  /** Called on a gateway error frame, which means that a request was not answered. */
  failed(): void {
    const failed = this.#attempts.unanswered();
    this.#ports.timers.after(this.#wait.next(), () => {
      for (const [peer, number] of failed) {
        this.#retry(peer, number);
      }
    });
  }

  /** Called when a message is in the log. Returns its entry, unless the entry was known. */
  accepted(frame: Accepted, self: string): Entry | undefined {
    const item = this.#items.get(frame.clientMessageId);
    if (!item) {
      return undefined;
    }
    this.#remove({ ...item, seq: frame.seq });
    return entryOf(item, frame, self);
  }

  /** Removes an item from the outbox because the server has answered it. */
  #remove(item: OutboxItem): void {
    this.#items.drop(item);
    this.#items.settled(item);
    if (!item.rejected) {
      this.#attempts.end(item.to);
    }
  }

  /** Called when a message was refused. */
  rejected(id: string, frame: Rejected): void {
    const item = this.#items.get(id);
    if (!item || item.rejected) {
      return;
    }
    if (frame.retryable) {
      if (this.#attempts.has(item.to) && this.#items.first(item.to) === item) {
        const wait = Math.max(this.#wait.next(), frame.retryAfterMs ?? 0);
        const number = this.#attempts.postpone(item.to);
        this.#ports.timers.after(wait, () => this.#retry(item.to, number));
      }
      return;
    }
    this.#attempts.end(item.to);
    if (item.seq === undefined) {
      this.#items.refuse(item, { code: frame.code, message: frame.message });
    } else {
      this.#remove(item);
    }
    this.pump();
  }

  /** Called when entries of this user arrived: their items are sent, and retried with `seq`. */
  seen(entries: readonly Entry[]): void {
    for (const { clientMessageId, seq } of entries) {
      const item = this.#items.get(clientMessageId);
      if (item?.rejected) {
        this.#remove({ ...item, seq });
      } else if (item && item.seq === undefined) {
        this.#items.put({ ...item, seq });
      }
    }
  }

  /** Sends a refused message again with the same id. */
  retry(id: string): void {
    const item = this.#items.get(id);
    if (item?.rejected) {
      const { rejected: _, ...again } = item;
      this.#items.delete(id);
      this.#items.put({ ...again, order: this.nextOrder(0) });
      this.pump();
    }
  }

  /** Deletes a refused message. */
  discard(id: string): void {
    const item = this.#items.get(id);
    if (item?.rejected) {
      this.#remove(item);
    }
  }
}
