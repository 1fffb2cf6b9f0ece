import type { Entry } from "../protocol/model.js";
import type { Accepted } from "../protocol/server-frames.js";
import type { OutboxItem } from "../store/store.js";
import type { LogReplica } from "./log-replica.js";

/** The messages of this device that the server has not accepted yet, in order. */
export class OutboxItems {
  readonly #items = new Map<string, OutboxItem>();
  #order = 0;
  /** The ids deleted during each running load. */
  readonly #loads = new Set<Set<string>>();

  /** A number greater than that of any item so far. */
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

  /** The first item of a conversation that is not refused. */
  first(peer: string): OutboxItem | undefined {
    return this.all().find(item => item.to === peer && !item.rejected);
  }

  set(item: OutboxItem): void {
    this.#order = Math.max(this.#order, item.order);
    this.#items.set(item.clientMessageId, item);
  }

  delete(id: string): void {
    this.#items.delete(id);
    for (const deleted of this.#loads) {
      deleted.add(id);
    }
  }

  /** Reads items, without those that are known or were deleted during the read. */
  async unknown(read: () => Promise<readonly OutboxItem[]>): Promise<OutboxItem[]> {
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

/** Where an item is in the log, or after which entry it must be. */
export function positionOf(
  { firstAfter = 0, seq }: OutboxItem,
  { base = Infinity, held }: LogReplica,
): { seq: number } | { after: number } {
  return seq === undefined ? { after: base <= firstAfter ? held : firstAfter } : { seq };
}

/** The entry of an accepted item; undefined if the frame does not have all of it. */
export function entryOf(
  { body, clientMessageId }: OutboxItem,
  { salt, sentAt, seq }: Accepted,
  from: string,
): Entry | undefined {
  return salt === undefined ? undefined : { seq, from, clientMessageId, sentAt, body, salt };
}
