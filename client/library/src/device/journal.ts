import { ChatError, closedError, type ErrorCode } from "../errors.js";
import { storageError } from "../store/storage-error.js";
import type { OutboxItem } from "../store/store.js";
import { Changes, isEmpty, without } from "./changes.js";
import { type Effect, Effects } from "./effects.js";
import { folded, type Unfolded } from "./folding.js";
import type { JournalPorts } from "./journal-ports.js";
import { Doubling } from "./timers.js";

/** A write without an answer after this time is reported as failed; it may still succeed. */
const SLOW_MS = 10_000;
const RETRY_MAX_MS = 10_000;
/** Errors after which no write of this device can succeed. */
const FINAL: readonly ErrorCode[] = ["superseded", "storageOutdated", "closed"];

/**
 * Writes changes to the store in batches. Changes of one step are written together or not at all,
 * and later changes never before earlier ones. A failed batch is retried until it succeeds.
 */
export class Journal {
  readonly #ports: JournalPorts;
  readonly #effects = new Effects();
  /** The changes to write. */
  readonly changes = new Changes(() => this.#schedule());
  #writing: Promise<void> | undefined;
  /** Why the last write failed. */
  #error: ChatError | undefined;
  #isStuck = false;
  #isClosing = false;
  #end: ChatError | undefined;
  #retryNow = () => {};
  #leave = () => {};

  constructor(ports: JournalPorts) {
    this.#ports = ports;
  }

  /** Runs an effect once all changes so far are durable, or never if the journal ends before. */
  afterwards(run: () => void): void {
    this.#add({ run });
  }

  /**
   * Resolves once all changes so far are durable.
   *
   * @throws `ChatError` if the journal ends before
   */
  flushed(): Promise<void> {
    return new Promise((run, refuse) => this.#add({ run, refuse }));
  }

  /**
   * Writes a new message. Resolves once it is durable.
   *
   * @throws `ChatError` if the next write fails; the message is then withdrawn from the disk
   */
  send(item: OutboxItem): Promise<void> {
    return new Promise((run, refuse) => {
      this.changes.item(item);
      this.#add({ run, refuse, messageId: item.clientMessageId });
      if (this.#isStuck && this.#error) {
        this.#withdraw(this.#error);
      }
      this.#retryNow();
    });
  }

  #add(effect: Effect): void {
    if (this.#end) {
      effect.refuse?.(this.#end);
    } else {
      this.#effects.add(effect);
      this.#schedule();
    }
  }

  /** Writes all changes and ends; changes that cannot be written now are not retried. */
  async close(): Promise<void> {
    this.#isClosing = true;
    this.#retryNow();
    if (!this.#isStuck) {
      const left = new Promise<void>(leave => {
        this.#leave = leave;
      });
      await Promise.race([this.#writing, left]);
    }
    this.end(closedError());
  }

  /** Ends without another write. */
  end(error: ChatError): void {
    this.#end ??= error;
    this.#effects.refuse(this.#end);
    this.#retryNow();
    this.#leave();
  }

  #schedule(): void {
    if (!this.#end) {
      this.#writing ??= this.#write();
    }
  }

  async #write(): Promise<void> {
    // Later changes in this step belong to the same batch.
    await null;
    for (;;) {
      const batch = this.changes.take();
      if (!this.#effects.begin() && isEmpty(batch)) {
        break;
      }
      if (!(await this.#written(batch))) {
        return;
      }
      this.#effects.run();
    }
    this.#writing = undefined;
  }

  /** Tries until a batch is durable; returns false if the journal ended before. */
  async #written(batch: Unfolded): Promise<boolean> {
    const wait = new Doubling();
    for (let rest = batch; !isEmpty(rest) && !this.#end; ) {
      const error = await this.#attempt(rest);
      if (!error) {
        break;
      }
      if (FINAL.includes(error.code) && !this.#end) {
        this.end(error);
        this.#ports.ended(error);
      } else if (this.#isClosing) {
        this.end(closedError());
      } else if (!this.#end) {
        rest = without(rest, this.#failed(error));
        await this.#pause(Math.min(wait.next(), RETRY_MAX_MS));
      }
    }
    if (this.#error && !this.#end) {
      this.#error = undefined;
      this.#ports.storage(undefined);
    }
    return !this.#end;
  }

  /** Writes a batch once; returns why it failed. */
  async #attempt(batch: Unfolded): Promise<ChatError | undefined> {
    const stop = this.#ports.environment.after(SLOW_MS, () => this.#stuck());
    try {
      const { store } = this.#ports;
      await store.write(await folded(store, batch));
      return undefined;
    } catch (cause) {
      return storageError(cause);
    } finally {
      stop();
      this.#isStuck = false;
    }
  }

  #stuck(): void {
    this.#isStuck = true;
    this.#failed(new ChatError("storageFailed", "The store did not answer in 10 s."));
    if (this.#isClosing) {
      this.end(closedError());
    }
  }

  /** Reports a failure; returns the ids of the messages that were withdrawn because of it. */
  #failed(error: ChatError): string[] {
    const isNew = this.#error?.code !== error.code;
    this.#error = error;
    if (isNew) {
      this.#ports.storage(error);
    }
    return this.#withdraw(error);
  }

  /** Refuses new messages. The next batch deletes those that may have reached the disk. */
  #withdraw(error: ChatError): string[] {
    const ids = this.#effects.withdraw(error);
    for (const id of ids) {
      this.changes.settle(id);
    }
    return ids;
  }

  #pause(milliseconds: number): Promise<void> {
    return new Promise(resolve => {
      const stop = this.#ports.environment.after(milliseconds, resolve);
      this.#retryNow = () => {
        stop();
        resolve();
      };
    });
  }
}
