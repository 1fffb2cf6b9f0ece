import type { Environment } from "../environment.js";
import { ChatError } from "../errors.js";
import type { Entry } from "../protocol/frames.js";
import type { Batch, DeviceRecord, OutboxItem, Store } from "../store/store.js";
import type { LogReplica } from "./log-replica.js";
import { Doubling } from "./timers.js";

/**
 * Writes what changed, in batches: what is noted in one step is written at once or not at all, and
 * later changes never before earlier ones.
 */
export class Journal {
  readonly #store: Store;
  readonly #environment: Environment;
  readonly #failed: (error: ChatError) => void;
  #device: DeviceRecord | undefined;
  readonly #dropped = new Set<string>();
  readonly #replicas = new Set<LogReplica>();
  readonly #entries: { peer: string; entry: Entry }[] = [];
  readonly #outbox = new Map<string, OutboxItem>();
  readonly #settled = new Set<string>();
  readonly #effects: (() => void)[] = [];
  #writing: Promise<void> | undefined;
  #closed = false;

  constructor(store: Store, environment: Environment, failed: (error: ChatError) => void) {
    this.#store = store;
    this.#environment = environment;
    this.#failed = failed;
  }

  device(record: DeviceRecord): void {
    this.#device = record;
    this.#schedule();
  }

  replica(replica: LogReplica): void {
    this.#replicas.add(replica);
    this.#schedule();
  }

  entries(peer: string, entries: readonly Entry[]): void {
    this.#entries.push(...entries.map(entry => ({ peer, entry })));
    this.#schedule();
  }

  item(item: OutboxItem): void {
    this.#settled.delete(item.clientMessageId);
    this.#outbox.set(item.clientMessageId, item);
    this.#schedule();
  }

  settle(clientMessageId: string): void {
    this.#outbox.delete(clientMessageId);
    this.#settled.add(clientMessageId);
    this.#schedule();
  }

  /** Empties a conversation. */
  drop(replica: LogReplica): void {
    this.#dropped.add(replica.peer);
    this.#replicas.delete(replica);
    const others = this.#entries.filter(({ peer }) => peer !== replica.peer);
    this.#entries.splice(0, Infinity, ...others);
    this.#schedule();
  }

  /** Does something once all that was noted so far is durable; never if the client closes before. */
  afterwards(effect: () => void): void {
    this.#effects.push(effect);
    this.#schedule();
  }

  /** Resolves once all that was noted so far is durable. */
  flushed(): Promise<void> {
    return new Promise(done => this.afterwards(done));
  }

  /** Writes what was noted, and ends; what cannot be written now is not tried again. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#writing;
  }

  #schedule(): void {
    this.#writing ??= this.#write();
  }

  async #write(): Promise<void> {
    // What the rest of this step notes goes along.
    await null;
    const wait = new Doubling();
    for (;;) {
      const batch = this.#take();
      const effects = this.#effects.splice(0);
      if (isEmpty(batch) && effects.length === 0) {
        break;
      }
      while (!(await this.#written(batch))) {
        if (this.#closed) {
          return;
        }
        await new Promise<void>(again => this.#environment.after(wait.next(), again));
      }
      for (const effect of effects) {
        effect();
      }
    }
    this.#writing = undefined;
  }

  async #written(batch: Batch): Promise<boolean> {
    try {
      if (!isEmpty(batch)) {
        await this.#store.write(batch);
      }
      return true;
    } catch (cause) {
      const what = `The store is written again; is the device full? ${cause}`;
      this.#failed(new ChatError("storageFailed", what));
      return false;
    }
  }

  #take(): Batch {
    const parts = {
      device: this.#device,
      dropped: [...this.#dropped],
      conversations: [...this.#replicas].map(replica => replica.record()),
      entries: this.#entries.splice(0),
      outbox: [...this.#outbox.values()],
      settled: [...this.#settled],
    };
    this.#device = undefined;
    for (const noted of [this.#dropped, this.#replicas, this.#outbox, this.#settled]) {
      noted.clear();
    }
    return Object.fromEntries(Object.entries(parts).filter(([, part]) => part && !isEmpty(part)));
  }
}

function isEmpty(part: object): boolean {
  return Object.keys(part).length === 0;
}
