import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { dirname } from "node:path";
import { ChatError } from "../errors.js";
import { MemoryStore } from "./memory.js";
import type { Batch } from "./store.js";

/**
 * A store for Node.js: a file to which each batch is appended as a line, and read into memory when
 * it is opened. A line that a crash left incomplete was never promised, and is cut off.
 */
export class FileStore extends MemoryStore {
  readonly #lock: string;
  readonly #file: FileHandle;

  private constructor(path: string, file: FileHandle) {
    super();
    this.#lock = `${path}.lock`;
    this.#file = file;
  }

  /**
   * Opens the file, or makes it; one process at a time may have it open.
   *
   * @throws `ChatError` `storeInUse` if another process has it open
   */
  static async open(path: string): Promise<FileStore> {
    mkdirSync(dirname(path), { recursive: true });
    takeLock(`${path}.lock`);
    const batches = read(path);
    rewrite(path, await compacted(batches));
    const store = new FileStore(path, await open(path, "a"));
    for (const batch of batches) {
      store.apply(batch);
    }
    return store;
  }

  /** Durable once the file system says so. */
  override async write(batch: Batch): Promise<void> {
    const line = Buffer.from(`${JSON.stringify(batch)}\n`);
    const { size } = await this.#file.stat();
    try {
      await this.#file.appendFile(line);
      await this.#file.sync();
    } catch (error) {
      // Half a line must not stand before the next.
      await this.#file.truncate(size);
      throw error;
    }
    this.apply(batch);
  }

  override async close(): Promise<void> {
    await this.#file.close();
    unlinkSync(this.#lock);
  }
}

function read(path: string): Batch[] {
  let text = "";
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") {
      throw error;
    }
  }
  return text
    .slice(0, text.lastIndexOf("\n") + 1)
    .split("\n")
    .filter(line => line !== "")
    .map(line => JSON.parse(line) as Batch);
}

/** What is left of these batches, as one line. */
async function compacted(batches: readonly Batch[]): Promise<string> {
  const store = new MemoryStore();
  for (const batch of batches) {
    await store.write(batch);
  }
  const all = await store.load();
  const entries = await Promise.all(
    all.conversations.map(async ({ peer }) =>
      (await store.entries(peer, { limit: Infinity })).map(entry => ({ peer, entry })),
    ),
  );
  return `${JSON.stringify({ ...all, entries: entries.flat() } satisfies Batch)}\n`;
}

/** Replaces the file in one step: a crash leaves the old or the new one. */
function rewrite(path: string, text: string): void {
  const next = `${path}.next`;
  const file = openSync(next, "w");
  writeFileSync(file, text);
  fsyncSync(file);
  closeSync(file);
  renameSync(next, path);
}

/** A lock of a process that is gone is taken over. */
function takeLock(lock: string): void {
  try {
    writeFileSync(lock, String(process.pid), { flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") {
      throw error;
    }
    const owner = Number(readFileSync(lock, "utf8"));
    if (owner === process.pid || isRunning(owner)) {
      throw new ChatError(
        "storeInUse",
        `Process ${owner} uses this store: end it, or give this client another device. If no such client runs, delete ${lock}`,
      );
    }
    unlinkSync(lock);
    takeLock(lock);
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
