import { digestAfter, EMPTY_LOG } from "../../src/protocol/chain.js";
import { isMessage } from "../../src/protocol/content.js";
import { erase, kindOf, refusal, stateOf } from "./operations.js";
/** How many entries of an older conversation a new device gets. */
const NEWEST = 5;
/** The logs of a fake server. */
export class FakeLogs {
    #loop;
    #logs = new Map();
    constructor(loop) {
        this.#loop = loop;
    }
    all() {
        return [...this.#logs.values()];
    }
    /** The log of two users. */
    of(user, peer) {
        const key = [user, peer].sort().join(" ");
        let log = this.#logs.get(key);
        if (!log) {
            const row = () => ({
                movedAt: this.#loop.now,
                delivered: 0,
                read: 0,
                cursors: new Map(),
            });
            log = {
                startedAt: this.#loop.now,
                entries: [],
                written: [],
                digests: [],
                rows: new Map([
                    [user, row()],
                    [peer, row()],
                ]),
            };
            this.#logs.set(key, log);
        }
        return log;
    }
    /** Appends an entry, unless it is there; returns it, or the code of a refusal. */
    append(user, device, frame) {
        const { to: peer, clientMessageId, body } = frame;
        const log = this.of(user, peer);
        const from = (frame.seq ?? frame.after + 1) - 1;
        let entry = log.written.slice(from).find(e => e.clientMessageId === clientMessageId);
        if (!entry) {
            const refused = refusal(log.entries, user, frame);
            if (refused) {
                return refused;
            }
            const seq = log.entries.length + 1;
            const salt = Buffer.alloc(16, seq).toString("base64url");
            const sentAt = this.#loop.now;
            entry = { seq, ...kindOf(frame), from: user, clientMessageId, sentAt, body, salt };
            log.digests.push(digestAfter(log.digests.at(-1) ?? EMPTY_LOG, entry));
            log.entries.push(entry);
            log.written.push(entry);
            erase(log.entries, entry);
            for (const row of log.rows.values()) {
                row.movedAt = this.#loop.now;
            }
            const row = log.rows.get(user);
            if ((row.cursors.get(device) ?? 0) === entry.seq - 1) {
                row.cursors.set(device, entry.seq);
            }
        }
        return entry;
    }
    /** Stores an ack; returns the user's row, or undefined if the log does not go that far. */
    acknowledge(user, device, ack) {
        const log = this.of(user, ack.peer);
        const row = log.rows.get(user);
        const delivered = Math.max(ack.delivered ?? 0, ack.read ?? 0);
        if (delivered > log.entries.length) {
            return undefined;
        }
        row.delivered = Math.max(row.delivered, delivered);
        row.read = Math.max(row.read, ack.read ?? 0);
        row.cursors.set(device, Math.max(row.cursors.get(device) ?? 0, delivered));
        for (const other of log.rows.values()) {
            other.movedAt = this.#loop.now;
        }
        return row;
    }
    list(user) {
        const conversations = this.all().flatMap(log => {
            const row = log.rows.get(user);
            const peer = [...log.rows.keys()].find(name => name !== user);
            const unread = log.entries.filter(entry => isMessage(entry) && entry.from === peer && entry.seq > (row?.read ?? 0));
            return row
                ? [{ peer, lastSeq: log.entries.length, read: row.read, unread: unread.length }]
                : [];
        });
        return { type: "conversations", conversations };
    }
    page(user, frame) {
        const { peer, before = Infinity, limit = 50 } = frame;
        const log = this.of(user, peer);
        const older = log.entries.filter(({ seq }) => seq < before);
        const messages = older.slice(Math.max(0, older.length - limit));
        const last = messages.at(-1);
        return {
            type: "history",
            peer,
            messages,
            more: older.length > messages.length,
            ...(last && { digest: log.digests[last.seq - 1] }),
            ...(frame.fold && { state: stateOf(messages, log.written) }),
        };
    }
}
/** The position of a conversation at the end of a catch-up. */
export function positionOf(log, peer, row, device) {
    const other = log.rows.get(peer);
    return {
        peer,
        lastSeq: log.entries.length,
        cursor: row.cursors.get(device),
        delivered: row.delivered,
        read: row.read,
        peerDelivered: other.delivered,
        peerRead: other.read,
    };
}
/** Where a catch-up of a device without a cursor begins. */
export function startOf({ entries, startedAt }, row, firstSeen) {
    const isNew = startedAt > firstSeen;
    return isNew ? 0 : Math.max(0, Math.min(row.delivered, entries.length - NEWEST));
}
//# sourceMappingURL=logs.js.map