import type { DeviceEvent } from "../device/events.js";
import type { Environment } from "../environment.js";
import { ChatError } from "../errors.js";
import { storageError } from "../store/storage-error.js";
import type { Draft, OutboxItem, Store } from "../store/store.js";
import { within } from "../within.js";

const WRITE_MS = 10_000;

/** The dependencies of {@link SharedOutbox}. */
export interface SharedOutboxPorts {
  readonly store: Store;
  readonly environment: Environment;
  emit(event: DeviceEvent): void;
}

/** Puts messages of a tab that does not lead into the store, where the leader finds them. */
export class SharedOutbox {
  readonly #ports: SharedOutboxPorts;
  /** Messages that the leader has not announced yet. */
  readonly #unannounced = new Set<string>();
  #order = 0;

  constructor(ports: SharedOutboxPorts) {
    this.#ports = ports;
  }

  /** @throws `ChatError` if the message is not on disk */
  async send(draft: Draft): Promise<void> {
    const { clientMessageId } = draft;
    const { environment, store, emit } = this.#ports;
    const createdAt = environment.now();
    this.#order = Math.max(this.#order + 1, createdAt * 1024);
    const item: OutboxItem = { ...draft, createdAt, order: this.#order };
    this.#unannounced.add(clientMessageId);
    const late = new ChatError("storageFailed", "The store did not answer in 10 s.");
    try {
      await within(environment, WRITE_MS, store.write({ outbox: [item] }), late);
    } catch (cause) {
      this.#unannounced.delete(clientMessageId);
      if (cause === late) {
        this.#withdraw(clientMessageId);
      }
      throw storageError(cause);
    }
    if (this.#unannounced.delete(clientMessageId)) {
      emit({ type: "outbox", item, settled: false });
    }
  }

  /** Deletes a message that may still reach the disk, although the app was told that it failed. */
  #withdraw(clientMessageId: string): void {
    this.#ports.store.write({ settled: [clientMessageId] }).catch(() => {
      // The store fails, so the message has not reached it either.
    });
  }

  /** Processes an event of the leader, which may announce an item. */
  heard(event: DeviceEvent): void {
    if (event.type === "outbox") {
      this.#unannounced.delete(event.item.clientMessageId);
    }
  }
}
