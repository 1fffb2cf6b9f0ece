import { digestAfter, EMPTY_LOG } from "../../src/protocol/chain.js";
import type { Ack, ClientFrame } from "../../src/protocol/client-frames.js";
import { isMessage } from "../../src/protocol/content.js";
import type { Entry } from "../../src/protocol/model.js";
import { type HiddenRow, nothingHidden } from "./hidden.js";
import type { Loop } from "./loop.js";
import { erase, kindOf, refusal, shownBy, stateOf } from "./operations.js";

/** The number of entries of an older conversation that a new device gets. */
const NEWEST = 5;

/** A user's row of a log. */
export interface Row {
  movedAt: number;
  delivered: number;
  read: number;
  readonly cursors: Map<string, number>;
  readonly hidden: HiddenRow;
}

/** The log of two users. */
export interface Log {
  readonly startedAt: number;
  readonly entries: Entry[];
  /** The entries as they were written, including removed ones. */
  readonly written: Entry[];
  readonly digests: string[];
  readonly rows: Map<string, Row>;
}

/** The logs of a fake server. */
export class FakeLogs {
  readonly #loop: Loop;
  readonly #logs = new Map<string, Log>();

  constructor(loop: Loop) {
    this.#loop = loop;
  }

  all(): Log[] {
    return [...this.#logs.values()];
  }

  /** The log of two users. */
  of(user: string, peer: string): Log {
    const key = [user, peer].sort().join(" ");
    let log = this.#logs.get(key);
    if (!log) {
      const row = (): Row => ({
        movedAt: this.#loop.now,
        delivered: 0,
        read: 0,
        cursors: new Map(),
        hidden: nothingHidden(),
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

  /** Appends an entry unless the log has it; returns the entry, or the code of a refusal. */
  append(
    user: string,
    device: string,
    frame: ClientFrame & { action: "sendMessage" },
  ): Entry | string {
    const { to: peer, clientMessageId, body } = frame;
    const log = this.of(user, peer);
    const from = (frame.seq ?? (frame.after as number) + 1) - 1;
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
      log.digests.push(digestAfter(log.digests.at(-1) ?? EMPTY_LOG, entry) as string);
      log.entries.push(entry);
      log.written.push(entry);
      erase(log.entries, entry);
      for (const row of log.rows.values()) {
        row.movedAt = this.#loop.now;
      }
      const row = log.rows.get(user) as Row;
      if ((row.cursors.get(device) ?? 0) === entry.seq - 1) {
        row.cursors.set(device, entry.seq);
      }
    }
    return entry;
  }

  /** Stores an ack; returns the user's row, or undefined if the ack is beyond the log. */
  acknowledge(user: string, device: string, ack: Ack): Row | undefined {
    const log = this.of(user, ack.peer);
    const row = log.rows.get(user) as Row;
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

  list(user: string): object {
    const conversations = this.all().flatMap(log => {
      const row = log.rows.get(user);
      const peer = [...log.rows.keys()].find(name => name !== user);
      const unread = log.entries.filter(
        entry => isMessage(entry) && entry.from === peer && entry.seq > (row?.read ?? 0),
      );
      const lastSeq = log.entries.length;
      const last = lastMessageOf(log, row?.hidden.clearedTo ?? 0);
      return row
        ? [{ peer, lastSeq, ...last, read: row.read, unread: unread.length, ...hiddenOf(row) }]
        : [];
    });
    return { type: "conversations", conversations };
  }

  page(user: string, frame: ClientFrame & { action: "history" }): object {
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
export function positionOf(log: Log, peer: string, row: Row, device: string): object {
  const other = log.rows.get(peer) as Row;
  return {
    peer,
    lastSeq: log.entries.length,
    cursor: row.cursors.get(device),
    delivered: row.delivered,
    read: row.read,
    peerDelivered: other.delivered,
    peerRead: other.read,
    ...hiddenOf(row),
  };
}

function hiddenOf({ hidden: { version, clearedTo } }: Row): object {
  return { hiddenVersion: version || undefined, clearedTo: clearedTo || undefined };
}

/** The last message in the server's list, as edited. */
function lastMessageOf({ entries, written }: Log, clearedTo: number): object {
  const last = shownBy(written).at(-1);
  if (!last || last.seq <= clearedTo) {
    return {};
  }
  const { seq, from, text: preview = "" } = last;
  return { lastMessage: { seq, from, preview, sentAt: entries[seq - 1]?.sentAt } };
}

/** The entry after which a catch-up of a device without a cursor begins. */
export function startOf({ entries, startedAt }: Log, row: Row, firstSeen: number): number {
  const isNew = startedAt > firstSeen;
  return isNew ? 0 : Math.max(0, Math.min(row.delivered, entries.length - NEWEST));
}
