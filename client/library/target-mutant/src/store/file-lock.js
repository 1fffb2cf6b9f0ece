import { constants, copyFileSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync, } from "node:fs";
import { dirname, resolve } from "node:path";
import { ChatError } from "../errors.js";
/** The locks of this process: its number alone does not tell it from an earlier process. */
const held = new Set();
let attempts = 0;
/**
 * A lock file that names its owner. The lock of a process that has ended is taken over, even if
 * another process has its number now, as after a crash in a container.
 */
export class FileLock {
    #path;
    constructor(path) {
        this.#path = path;
        held.add(path);
    }
    /** @throws `ChatError` `storeInUse` if a running process holds the lock */
    static take(file) {
        const path = resolve(file);
        mkdirSync(dirname(path), { recursive: true });
        // A link appears with its contents: a crash leaves no empty lock.
        const own = `${path}.${process.pid}-${attempts++}`;
        writeFileSync(own, JSON.stringify({ pid: process.pid, started: startOf(process.pid) }));
        try {
            while (!linked(own, path)) {
                removeStale(path);
            }
        }
        finally {
            rmSync(own, { force: true });
        }
        return new FileLock(path);
    }
    /** Releases the lock; a second call does nothing. */
    release() {
        if (held.delete(this.#path)) {
            rmSync(this.#path, { force: true });
        }
    }
}
/** Gives a file a second name, unless that name is taken. */
function linked(own, path) {
    try {
        linkSync(own, path);
    }
    catch (error) {
        if (error.code === "EEXIST") {
            return false;
        }
        // This file system has no links.
        return copied(own, path);
    }
    return true;
}
function copied(own, path) {
    try {
        copyFileSync(own, path, constants.COPYFILE_EXCL);
        return true;
    }
    catch (error) {
        if (error.code === "EEXIST") {
            return false;
        }
        throw error;
    }
}
function removeStale(path) {
    const text = contents(path);
    const owner = ownerOf(text ?? "");
    if (owner && isRunning(owner, path)) {
        throw new ChatError("storeInUse", `Process ${owner.pid} uses this store: end it, or give this client another path. If no client runs, delete ${path}`);
    }
    // Renamed before it is removed: another process may have replaced it by its own since it was read.
    const stale = `${path}.${process.pid}-${attempts++}`;
    try {
        renameSync(path, stale);
        if (contents(stale) !== text) {
            linked(stale, path);
        }
    }
    catch (error) {
        if (error.code !== "ENOENT") {
            throw error;
        }
    }
    finally {
        rmSync(stale, { force: true });
    }
}
function contents(path) {
    try {
        return readFileSync(path, "utf8");
    }
    catch (error) {
        if (error.code === "ENOENT") {
            return undefined;
        }
        throw error;
    }
}
/** The owner of a lock; undefined if the lock is empty or damaged. */
function ownerOf(text) {
    try {
        const value = JSON.parse(text);
        // A bare number is the lock of an earlier version.
        const owner = typeof value === "number" ? { pid: value } : value;
        return Number.isSafeInteger(owner?.pid) && owner.pid > 0
            ? owner
            : undefined;
    }
    catch {
        return undefined;
    }
}
function isRunning({ pid, started }, path) {
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
    }
    catch (error) {
        return error.code === "EPERM";
    }
}
/** When a process started, on Linux: the boot of the machine, and the clock ticks since. */
function startOf(pid) {
    try {
        const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
        const status = readFileSync(`/proc/${pid}/stat`, "utf8");
        // Field 22; the second field, the name in parentheses, may have blanks.
        return `${boot} ${status.slice(status.lastIndexOf(")") + 2).split(" ")[19]}`;
    }
    catch {
        return undefined;
    }
}
//# sourceMappingURL=file-lock.js.map