import { readFileSync } from "node:fs";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { ChatError } from "../errors.js";
import { MemoryStore } from "./memory.js";
import type { Batch } from "./store.js";

const LINE_END = 0x0a;

/**
 * The batches of a file, without an incomplete last line; an empty list if there is no file.
 *
 * @throws `ChatError` `storeDamaged` for any other line that is not a batch
 */
export function readBatches(path: string): Batch[] {
  const bytes = contents(path);
  const lines: Batch[] = [];
  for (let start = 0, number = 1; ; number++) {
    const end = bytes.indexOf(LINE_END, start);
    if (end < 0) {
      return lines;
    }
    if (end > start) {
      lines.push(batchOf(bytes.subarray(start, end), `Line ${number} of ${path}`));
    }
    start = end + 1;
  }
}

function contents(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") {
      return Buffer.alloc(0);
    }
    throw error;
  }
}

function batchOf(line: Uint8Array, place: string): Batch {
  try {
    const batch = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(line));
    if (typeof batch === "object" && batch && !Array.isArray(batch)) {
      return batch as Batch;
    }
  } catch {
    // Reported below, without the line, since it may contain messages.
  }
  throw new ChatError(
    "storeDamaged",
    `${place} is damaged. Restore the file, or delete it to begin as a new device: messages that were not sent yet are lost then.`,
  );
}

/** The combined result of some batches, as one line. */
export async function compacted(batches: readonly Batch[]): Promise<string> {
  const store = new MemoryStore();
  for (const { epoch: _, ...batch } of batches) {
    await store.write(batch);
  }
  return `${JSON.stringify(await store.contents())}\n`;
}

/**
 * Replaces a file in one step: after a crash it has the old or the new contents.
 *
 * @returns the new file, open at its end
 */
export async function replaced(path: string, text: string): Promise<FileHandle> {
  const next = `${path}.next`;
  await rm(next, { force: true });
  const file = await open(next, "a");
  try {
    await file.appendFile(text);
    await file.sync();
    await rename(next, path);
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}
