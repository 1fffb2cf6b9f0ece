import type { Entry } from "../protocol/model.js";
import type { DeviceRecord, OutboxItem, PlacedEntry } from "../store/store.js";
import type { PlacedMark, Unfolded } from "./folding.js";
import type { LogReplica } from "./log-replica.js";
import { recordOf } from "./replica-record.js";

/** The changes since the last batch. */
export class Changes {
  readonly #changed: () => void;
  #device: DeviceRecord | undefined;
  readonly #dropped = new Set<string>();
  readonly #replicas = new Set<LogReplica>();
  readonly #entries: PlacedEntry[] = [];
  readonly #placed: PlacedEntry[] = [];
  readonly #hidden: PlacedMark[] = [];
  readonly #cleared = new Map<string, number>();
  readonly #outbox = new Map<string, OutboxItem>();
  readonly #settled = new Set<string>();

  /** @param changed is called after each change */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  device(record: DeviceRecord): void {
    this.#device = record;
    this.#changed();
  }

  replica(replica: LogReplica): void {
    this.#replicas.add(replica);
    this.#changed();
  }

  entries(peer: string, entries: readonly Entry[]): void {
    this.#entries.push(...entries.map(entry => ({ peer, entry })));
    this.#changed();
  }

  /** Entries that are to be folded; see `Unfolded.placed`. */
  placed(peer: string, entries: readonly Entry[]): void {
    this.#placed.push(...entries.map(entry => ({ peer, entry })));
    this.#changed();
  }

  /** Messages that the user has hidden. */
  hidden(peer: string, seqs: readonly number[]): void {
    this.#hidden.push(...seqs.map(seq => ({ peer, seq })));
    this.#changed();
  }

  /** The user has cleared a conversation up to an entry. */
  cleared(peer: string, upTo: number): void {
    this.#cleared.set(peer, upTo);
    this.#changed();
  }

  item(item: OutboxItem): void {
    this.#settled.delete(item.clientMessageId);
    this.#outbox.set(item.clientMessageId, item);
    this.#changed();
  }

  settle(clientMessageId: string): void {
    this.#outbox.delete(clientMessageId);
    this.#settled.add(clientMessageId);
    this.#changed();
  }

  /** Empties a conversation. */
  drop(replica: LogReplica): void {
    this.#dropped.add(replica.peer);
    this.#replicas.delete(replica);
    this.#cleared.delete(replica.peer);
    for (const noted of [this.#entries, this.#placed, this.#hidden] as { peer: string }[][]) {
      noted.splice(0, Infinity, ...noted.filter(({ peer }) => peer !== replica.peer));
    }
    this.#changed();
  }

  /** Everything that has changed, as a batch; nothing is left. */
  take(): Unfolded {
    const parts = {
      device: this.#device,
      dropped: [...this.#dropped],
      conversations: [...this.#replicas].map(recordOf),
      entries: this.#entries.splice(0),
      placed: this.#placed.splice(0),
      hidden: this.#hidden.splice(0),
      cleared: [...this.#cleared].map(([peer, upTo]) => ({ peer, upTo })),
      outbox: [...this.#outbox.values()],
      settled: [...this.#settled],
    };
    this.#device = undefined;
    this.#cleared.clear();
    for (const noted of [this.#dropped, this.#replicas, this.#outbox, this.#settled]) {
      noted.clear();
    }
    return Object.fromEntries(Object.entries(parts).filter(([, part]) => part && !isEmpty(part)));
  }
}

/** Whether a batch, or a part of one, is empty. */
export function isEmpty(part: object): boolean {
  return Object.keys(part).length === 0;
}

/** A batch without some messages of its outbox. */
export function without(batch: Unfolded, ids: readonly string[]): Unfolded {
  const { outbox = [], ...rest } = batch;
  const kept = outbox.filter(({ clientMessageId }) => !ids.includes(clientMessageId));
  return kept.length > 0 ? { ...rest, outbox: kept } : rest;
}
