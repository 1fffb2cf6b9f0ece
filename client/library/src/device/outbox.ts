import type { Environment } from "../environment.js";
import type { Accepted, Entry, Rejected } from "../protocol/frames.js";
import type { OutboxItem } from "../store/store.js";
import type { Connections } from "./connections.js";
import type { Journal } from "./journal.js";
import type { LogReplica } from "./log-replica.js";
import type { Replicas } from "./replicas.js";
import { Doubling, type Timers } from "./timers.js";

const REPLY_MS = 10_000;

/** What an outbox asks of its device. */
export interface OutboxPorts {
  readonly environment: Environment;
  readonly journal: Journal;
  readonly timers: Timers;
  readonly replicas: Replicas;
  readonly connections: Connections;
  /** Whether it is known how far the replica holds the conversation. */
  isOpen(replica: LogReplica): boolean;
  /** Opens a replica, then pumps again. */
  open(peer: string): void;
  /** An item is another than before, or has left; told once that is durable. */
  changed(item: OutboxItem, settled: boolean): void;
}

/** Sends what the user wrote: one message in flight per conversation, until accepted or refused. */
export class Outbox {
  readonly #ports: OutboxPorts;
  readonly #items = new Map<string, OutboxItem>();
  /** The number of the last try, of each conversation with one in flight. */
  readonly #inFlight = new Map<string, number>();
  readonly #wait = new Doubling();
  #tries = 0;
  #order = 0;
  /** Ids that left while the store was read. */
  #settledMeanwhile: Set<string> | undefined;

  constructor(ports: OutboxPorts) {
    this.#ports = ports;
  }

  /** A number greater than that of any item so far. */
  nextOrder(now: number): number {
    this.#order = Math.max(this.#order + 1, now * 1024);
    return this.#order;
  }

  /** All items, in order. */
  items(): OutboxItem[] {
    return [...this.#items.values()];
  }

  /** Takes what the store has and this outbox does not. */
  async load(read: () => Promise<readonly OutboxItem[]>): Promise<void> {
    await this.#ports.journal.flushed();
    const settled = new Set<string>();
    this.#settledMeanwhile = settled;
    for (const item of await read()) {
      if (!settled.has(item.clientMessageId) && !this.#items.has(item.clientMessageId)) {
        this.#take(item);
      }
    }
    this.#settledMeanwhile = undefined;
    this.pump();
  }

  /** Takes an item that the store has. */
  add(item: OutboxItem): void {
    this.#take(item);
    this.pump();
  }

  #take(item: OutboxItem): void {
    this.#order = Math.max(this.#order, item.order);
    this.#items.set(item.clientMessageId, item);
    this.#ports.changed(item, false);
  }

  #put(item: OutboxItem): void {
    this.#items.set(item.clientMessageId, item);
    this.#ports.journal.changes.item(item);
    this.#ports.journal.afterwards(() => this.#ports.changed(item, false));
  }

  #first(peer: string): OutboxItem | undefined {
    return this.items().find(item => item.to === peer && !item.rejected);
  }

  /** Sends the first of each conversation that has none in flight. */
  pump(): void {
    if (this.#ports.connections.isReady) {
      const waiting = this.items().filter(item => !item.rejected);
      for (const peer of new Set(waiting.map(item => item.to))) {
        this.#pump(peer);
      }
    }
  }

  #pump(peer: string): void {
    const item = this.#first(peer);
    if (!item || this.#inFlight.has(peer)) {
      return;
    }
    const replica = this.#ports.replicas.of(peer);
    if (!this.#ports.isOpen(replica)) {
      this.#ports.open(peer);
      return;
    }
    const number = ++this.#tries;
    this.#inFlight.set(peer, number);
    this.#ports.timers.after(REPLY_MS, () => this.#retry(peer, number));
    if (item.firstAfter === undefined) {
      this.#put({ ...item, firstAfter: replica.held });
    }
    this.#ports.journal.afterwards(() => this.#try(item.clientMessageId, number));
  }

  /** What the try knows of its place must be durable before: another process may go on with it. */
  #try(id: string, number: number): void {
    const item = this.#items.get(id);
    if (item && this.#inFlight.get(item.to) === number) {
      this.#ports.connections.send({
        action: "sendMessage",
        requestId: this.#ports.environment.uuid(),
        to: item.to,
        clientMessageId: id,
        ...this.#position(item, this.#ports.replicas.of(item.to)),
        body: item.body,
      });
    }
  }

  #position(item: OutboxItem, replica: LogReplica): { seq: number } | { after: number } {
    if (item.seq !== undefined) {
      return { seq: item.seq };
    }
    const first = item.firstAfter ?? 0;
    return { after: (replica.base ?? Infinity) <= first ? replica.held : first };
  }

  #retry(peer: string, number: number): void {
    if (this.#inFlight.get(peer) === number) {
      this.#inFlight.delete(peer);
      this.pump();
    }
  }

  /** What was in flight on another connection is sent again. */
  reconnected(): void {
    this.#inFlight.clear();
    this.#wait.reset();
    this.pump();
  }

  /** A gateway error frame: something was not answered. */
  failed(): void {
    const failed = [...this.#inFlight];
    this.#ports.timers.after(this.#wait.next(), () => {
      for (const [peer, number] of failed) {
        this.#retry(peer, number);
      }
    });
  }

  /** A message is in the log; gives the entry it became, if it was not known to be. */
  accepted(frame: Accepted, self: string): Entry | undefined {
    const item = this.#items.get(frame.clientMessageId);
    if (!item) {
      return undefined;
    }
    this.#remove({ ...item, seq: frame.seq });
    return frame.salt === undefined
      ? undefined
      : {
          seq: frame.seq,
          from: self,
          clientMessageId: item.clientMessageId,
          sentAt: frame.sentAt,
          body: item.body,
          salt: frame.salt,
        };
  }

  #remove(item: OutboxItem): void {
    this.#settledMeanwhile?.add(item.clientMessageId);
    this.#items.delete(item.clientMessageId);
    this.#ports.journal.changes.settle(item.clientMessageId);
    this.#ports.journal.afterwards(() => this.#ports.changed(item, true));
    if (!item.rejected) {
      this.#inFlight.delete(item.to);
    }
  }

  /** A message was refused. */
  rejected(id: string, frame: Rejected): void {
    const item = this.#items.get(id);
    if (!item || item.rejected) {
      return;
    }
    const number = this.#inFlight.get(item.to);
    if (frame.retryable) {
      if (number !== undefined && this.#first(item.to) === item) {
        const wait = Math.max(this.#wait.next(), frame.retryAfterMs ?? 0);
        this.#ports.timers.after(wait, () => this.#retry(item.to, number));
      }
      return;
    }
    this.#inFlight.delete(item.to);
    if (item.seq === undefined) {
      this.#put({ ...item, rejected: { code: frame.code, message: frame.message } });
    } else {
      this.#remove(item);
    }
    this.pump();
  }

  /** Entries of one's own came: those still in here are shown as sent, and sent again with `seq`. */
  seen(entries: readonly Entry[]): void {
    for (const { clientMessageId, seq } of entries) {
      const item = this.#items.get(clientMessageId);
      if (item?.rejected) {
        this.#remove({ ...item, seq });
      } else if (item && item.seq === undefined) {
        this.#put({ ...item, seq });
      }
    }
  }

  /** The user wants a refused message to be tried again, under its id. */
  retry(id: string): void {
    const item = this.#items.get(id);
    if (item?.rejected) {
      const { rejected: _, ...again } = item;
      this.#items.delete(id);
      this.#put({ ...again, order: this.nextOrder(0) });
      this.pump();
    }
  }

  /** The user gives a refused message up. */
  discard(id: string): void {
    const item = this.#items.get(id);
    if (item?.rejected) {
      this.#remove(item);
    }
  }
}
