import type { Entry, Fold } from "../protocol/model.js";
import { isEmptyRange } from "./range.js";
import { supersededError } from "./storage-error.js";
import type {
  Batch,
  ConversationRecord,
  DeviceRecord,
  Loaded,
  OutboxItem,
  Range,
  Store,
} from "./store.js";

/** A store in memory: its data is lost when the process ends. */
export class MemoryStore implements Store {
  #device: DeviceRecord | undefined;
  readonly #conversations = new Map<string, ConversationRecord>();
  readonly #entries = new Map<string, Map<number, Entry>>();
  readonly #folds = new Map<string, Map<number, Fold>>();
  readonly #outbox = new Map<string, OutboxItem>();
  #epoch = 0;

  get isVolatile(): boolean {
    return true;
  }

  lead(): Promise<number> {
    return Promise.resolve(++this.#epoch);
  }

  load(): Promise<Loaded> {
    return Promise.resolve({
      ...(this.#device && { device: this.#device }),
      conversations: [...this.#conversations.values()],
      outbox: [...this.#outbox.values()].sort((a, b) => a.order - b.order),
    });
  }

  async write(batch: Batch): Promise<void> {
    this.check(batch);
    this.apply(batch);
  }

  /** @throws `ChatError` `superseded` if the batch is of an earlier epoch */
  protected check({ epoch = this.#epoch }: Batch): void {
    if (epoch !== this.#epoch) {
      throw supersededError();
    }
  }

  /** Applies a batch in one step. */
  protected apply(batch: Batch): void {
    this.#device = batch.device ?? this.#device;
    for (const peer of batch.dropped ?? []) {
      this.#conversations.delete(peer);
      this.#entries.delete(peer);
      this.#folds.delete(peer);
    }
    for (const conversation of batch.conversations ?? []) {
      this.#conversations.set(conversation.peer, conversation);
    }
    for (const { peer, entry } of batch.entries ?? []) {
      const entries = this.#entries.get(peer) ?? new Map<number, Entry>();
      this.#entries.set(peer, entries.set(entry.seq, entry));
    }
    for (const { peer, fold } of batch.folds ?? []) {
      const folds = this.#folds.get(peer) ?? new Map<number, Fold>();
      this.#folds.set(peer, folds.set(fold.target, fold));
    }
    for (const { peer, upTo } of batch.cleared ?? []) {
      for (const kept of [this.#entries.get(peer), this.#folds.get(peer)]) {
        for (const seq of [...(kept?.keys() ?? [])].filter(seq => seq <= upTo)) {
          kept?.delete(seq);
        }
      }
    }
    for (const item of batch.outbox ?? []) {
      this.#outbox.set(item.clientMessageId, item);
    }
    for (const id of batch.settled ?? []) {
      this.#outbox.delete(id);
    }
  }

  entries(peer: string, range: Range): Promise<Entry[]> {
    if (isEmptyRange(range)) {
      return Promise.resolve([]);
    }
    const { after = 0, before = Infinity, limit, oldest } = range;
    const held = this.#entries.get(peer) ?? new Map<number, Entry>();
    const found =
      before - after <= held.size
        ? Array.from({ length: before - after - 1 }, (_, index) =>
            held.get(after + 1 + index),
          ).filter(entry => entry !== undefined)
        : [...held.values()]
            .filter(({ seq }) => seq > after && seq < before)
            .sort((a, b) => a.seq - b.seq);
    return Promise.resolve(
      oldest ? found.slice(0, limit) : found.slice(Math.max(0, found.length - limit)),
    );
  }

  folds(peer: string, targets: readonly number[]): Promise<Fold[]> {
    const held = this.#folds.get(peer);
    return Promise.resolve(targets.flatMap(target => held?.get(target) ?? []));
  }

  /** All its data, as one batch. */
  async contents(): Promise<Batch> {
    return {
      ...(await this.load()),
      entries: placed(this.#entries).map(([peer, entry]) => ({ peer, entry })),
      folds: placed(this.#folds).map(([peer, fold]) => ({ peer, fold })),
    };
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

function placed<T>(all: ReadonlyMap<string, ReadonlyMap<number, T>>): [peer: string, T][] {
  return [...all].flatMap(([peer, values]) =>
    [...values.values()].map((value): [string, T] => [peer, value]),
  );
}
