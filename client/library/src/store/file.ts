import type { FileHandle } from "node:fs/promises";
import { compacted, readBatches, replaced } from "./file-contents.js";
import { FileLock } from "./file-lock.js";
import { MemoryStore } from "./memory.js";
import { storageError } from "./storage-error.js";
import type { Batch } from "./store.js";

/**
 * A store for Node.js: a file to which each batch is appended as a line. Opening the file reads it
 * into memory. If a crash left the last line incomplete, its write was never confirmed, and the
 * line is cut off. When a message is removed or hidden, the file is rewritten without its text.
 */
export class FileStore extends MemoryStore {
  readonly #lock: FileLock;
  readonly #path: string;
  #file: FileHandle;
  /** The length of the file up to its last complete line. */
  #length: number;
  #isTorn = false;

  private constructor(lock: FileLock, path: string, file: FileHandle, length: number) {
    super();
    this.#lock = lock;
    this.#path = path;
    this.#file = file;
    this.#length = length;
  }

  /**
   * Opens the file, or creates it. Only one process at a time can have it open.
   *
   * @throws `ChatError` `storeInUse` if another process has it open, `storeDamaged` if a line other
   *   than an incomplete last one cannot be read, `storageFull` or `storageFailed` with the reason
   */
  static async open(path: string): Promise<FileStore> {
    const lock = FileLock.take(`${path}.lock`);
    try {
      const batches = readBatches(path);
      const file = await replaced(path, await compacted(batches));
      const store = new FileStore(lock, path, file, (await file.stat()).size);
      for (const batch of batches) {
        store.apply(batch);
      }
      return store;
    } catch (cause) {
      lock.release();
      throw storageError(cause);
    }
  }

  override get isVolatile(): boolean {
    return false;
  }

  /** Resolves once the file system confirms that the data is durable. */
  override async write(batch: Batch): Promise<void> {
    this.check(batch);
    try {
      await (batch.cleared || batch.folds?.some(({ fold }) => fold.removedBy || fold.hidden)
        ? this.#rewrite(batch)
        : this.#append(batch));
    } catch (cause) {
      throw storageError(cause);
    }
    this.apply(batch);
  }

  /** Rewrites the file with a batch, so that the data replaced by the batch is gone. */
  async #rewrite(batch: Batch): Promise<void> {
    const text = await compacted([await this.contents(), batch]);
    const file = await replaced(this.#path, text);
    const old = this.#file;
    this.#file = file;
    this.#length = Buffer.byteLength(text);
    this.#isTorn = false;
    await old.close();
  }

  async #append(batch: Batch): Promise<void> {
    const line = Buffer.from(`${JSON.stringify(batch)}\n`);
    try {
      await this.#repair();
      this.#isTorn = true;
      await this.#file.appendFile(line);
      await this.#file.sync();
      this.#length += line.length;
      this.#isTorn = false;
    } catch (cause) {
      await this.#repair().catch(() => {
        // The next write repairs the file before it appends.
      });
      throw cause;
    }
  }

  /** Cuts off the incomplete line of a failed write. */
  async #repair(): Promise<void> {
    if (this.#isTorn) {
      await this.#file.truncate(this.#length);
      this.#isTorn = false;
    }
  }

  override async close(): Promise<void> {
    try {
      await this.#file.close();
    } finally {
      this.#lock.release();
    }
  }
}
