import {
  constants,
  copyFileSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, resolve } from "node:path";
import { ChatError } from "../errors.js";

/** A process: its id and, if the system reports it, its start time. */
interface Owner {
  readonly pid: number;
  readonly started?: string | undefined;
}

/** The locks of this process. Its id alone does not distinguish it from an earlier process. */
const held = new Set<string>();
let attempts = 0;

/**
 * A lock file that names its owner. The lock of a process that has ended is taken over, even if
 * another process has its id now, as after a crash in a container.
 */
export class FileLock {
  readonly #path: string;

  private constructor(path: string) {
    this.#path = path;
    held.add(path);
  }

  /** @throws `ChatError` `storeInUse` if a running process holds the lock */
  static take(file: string): FileLock {
    const path = resolve(file);
    mkdirSync(dirname(path), { recursive: true });
    // A link is created with its contents, so a crash leaves no empty lock.
    const own = `${path}.${process.pid}-${attempts++}`;
    writeFileSync(own, JSON.stringify({ pid: process.pid, started: startOf(process.pid) }));
    try {
      while (!linked(own, path)) {
        removeStale(path);
      }
    } finally {
      rmSync(own, { force: true });
    }
    return new FileLock(path);
  }

  /** Releases the lock; a second call does nothing. */
  release(): void {
    if (held.delete(this.#path)) {
      rmSync(this.#path, { force: true });
    }
  }
}

/** Gives a file a second name, unless a file with that name exists. */
function linked(own: string, path: string): boolean {
  try {
    linkSync(own, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") {
      return false;
    }
    // This file system does not support links.
    return copied(own, path);
  }
  return true;
}

function copied(own: string, path: string): boolean {
  try {
    copyFileSync(own, path, constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") {
      return false;
    }
    throw error;
  }
}

function removeStale(path: string): void {
  const text = contents(path);
  const owner = ownerOf(text ?? "");
  if (owner && isRunning(owner, path)) {
    throw new ChatError(
      "storeInUse",
      `Process ${owner.pid} uses this store: end it, or give this client another path. If no client runs, delete ${path}`,
    );
  }
  // Renames the lock before it removes it: another process may have replaced it with its own since
  // it was read.
  const stale = `${path}.${process.pid}-${attempts++}`;
  try {
    renameSync(path, stale);
    if (contents(stale) !== text) {
      linked(stale, path);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") {
      throw error;
    }
  } finally {
    rmSync(stale, { force: true });
  }
}

function contents(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") {
      return undefined;
    }
    throw error;
  }
}

/** The owner of a lock; undefined if the lock is empty or damaged. */
function ownerOf(text: string): Owner | undefined {
  try {
    const value = JSON.parse(text) as number | Owner | null;
    // A bare number is the lock of an earlier version.
    const owner = typeof value === "number" ? { pid: value } : value;
    return Number.isSafeInteger(owner?.pid) && (owner as Owner).pid > 0
      ? (owner as Owner)
      : undefined;
  } catch {
    return undefined;
  }
}

function isRunning({ pid, started }: Owner, path: string): boolean {
  if (pid === process.pid) {
    return held.has(path);
  }
  const start = startOf(pid);
  if (started !== undefined && start !== undefined) {
    return started === start;
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** The start time of a process on Linux: the id of the boot, and the clock ticks since the boot. */
function startOf(pid: number): string | undefined {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    const status = readFileSync(`/proc/${pid}/stat`, "utf8");
    // Field 22; the second field, the name in parentheses, may contain blanks.
    return `${boot} ${status.slice(status.lastIndexOf(")") + 2).split(" ")[19]}`;
  } catch {
    return undefined;
  }
}
