import { pick } from "../pick.js";
import { digestAfter, EMPTY_LOG } from "../protocol/chain.js";
import type {
  ConversationSummary,
  Entry,
  LastMessage,
  VersionedSettings,
} from "../protocol/frames.js";
import type { ConversationRecord, Listed, Mark, Run } from "../store/store.js";

const NOTHING: Mark = { delivered: 0, read: 0 };
/** Characters of a preview; the server's has at most 160 bytes. */
const PREVIEW_MAX = 160;

/** Whether a server that knows the one needs to be told the other. */
export function covers(known: Mark, mark: Mark): boolean {
  return known.delivered >= mark.delivered && known.read >= mark.read;
}

function furthest(a: Mark, b: Mark): Mark {
  return {
    delivered: Math.max(a.delivered, b.delivered),
    read: Math.max(a.read, b.read),
  };
}

/** What taking entries did. */
export interface Taken {
  /** Entries that were not there before, also beyond a gap: to be stored. */
  readonly fresh: readonly Entry[];
  /** Entries that are now held without gap, in order: to be shown. */
  readonly inOrder: readonly Entry[];
}

/** What of a record changes. */
type Changing = { -readonly [K in keyof ConversationRecord]: ConversationRecord[K] };

/** A device's replica of one conversation's log: what is held, what is missing, what is unread. */
export class LogReplica implements Changing {
  readonly peer: string;
  base: number | undefined;
  held = 0;
  end = 0;
  lastOfPeer = 0;
  read = 0;
  peerDelivered = 0;
  peerRead = 0;
  acked = NOTHING;
  confirmed = NOTHING;
  digest: string | undefined;
  unread: Run[] = [];
  listed: Listed | undefined;
  lastMessage: LastMessage | undefined;
  blocked = false;
  muted = false;
  archived = false;
  pinned = false;
  settingsVersion = 0;
  /** Entries beyond a gap. */
  readonly #aside = new Map<number, Entry>();

  constructor(peer: string) {
    this.peer = peer;
  }

  /** @param aside the entries of the store beyond `held` */
  static of(record: ConversationRecord, aside: readonly Entry[]): LogReplica {
    const replica = Object.assign(new LogReplica(record.peer), record, {
      unread: [...record.unread],
    });
    for (const entry of aside) {
      replica.#aside.set(entry.seq, entry);
    }
    return replica;
  }

  /** What is to be stored of it, as it is now. */
  record(): ConversationRecord {
    return { ...this, unread: [...this.unread] };
  }

  /** Messages of the peer that the user has not read. */
  get unreadCount(): number {
    return this.#count(Infinity) + this.#unreadBelow();
  }

  /** Unread messages among those held, up to a `seq`. */
  #count(end: number): number {
    return this.unread.reduce(
      (sum, [first, last]) => sum + Math.max(0, Math.min(last, end) - first + 1),
      0,
    );
  }

  /** Unread messages before those held: by the server's word, as far as it can still be true. */
  #unreadBelow(): number {
    const { lastSeq, unread } = this.listed ?? { lastSeq: 0, unread: 0 };
    const below = Math.max(0, (this.base ?? lastSeq) - this.read);
    return Math.min(below, Math.max(0, unread - this.#count(lastSeq)));
  }

  /** Whether something before the log's known end is missing. */
  get hasGap(): boolean {
    return this.end > this.held;
  }

  /** Entries of one's own beyond a gap: accepted, but not yet in their place. */
  ownAside(): Entry[] {
    return [...this.#aside.values()].filter(({ from }) => from !== this.peer);
  }

  /**
   * Takes entries of a frame.
   *
   * @param after the entry they follow, where a drain says so
   */
  take(entries: readonly Entry[], after?: number): Taken {
    if (this.base === undefined && after !== undefined) {
      this.#startAt(after);
    }
    const fresh = entries.filter(({ seq }) => seq > this.held && !this.#aside.has(seq));
    for (const entry of fresh) {
      this.#aside.set(entry.seq, entry);
      this.reaches(entry.seq);
    }
    if (this.base === undefined && this.#aside.has(1)) {
      this.#startAt(0);
    }
    return { fresh, inOrder: this.#advance() };
  }

  /** Opens a replica that has no base with the newest page of the log. */
  open(page: readonly Entry[]): Taken {
    this.#startAt((page[0]?.seq ?? 1) - 1);
    return this.take(page);
  }

  /** Takes a page of older entries, if it ends where this replica begins. */
  prepend(page: readonly Entry[]): readonly Entry[] {
    const first = page[0];
    if (!first || this.base === undefined || page.at(-1)?.seq !== this.base) {
      return [];
    }
    this.base = first.seq - 1;
    const runs: Run[] = [];
    for (const { seq, from } of page) {
      if (from === this.peer && seq > this.read) {
        add(runs, seq);
      }
    }
    this.unread = [...runs, ...this.unread];
    return page;
  }

  #startAt(base: number): void {
    this.base = base;
    this.held = base;
    this.digest = base === 0 ? EMPTY_LOG : undefined;
    for (const seq of this.#aside.keys()) {
      if (seq <= base) {
        this.#aside.delete(seq);
      }
    }
    this.reaches(base);
  }

  #advance(): Entry[] {
    const inOrder: Entry[] = [];
    for (;;) {
      const entry = this.#aside.get(this.held + 1);
      if (!entry || this.base === undefined) {
        break;
      }
      this.#aside.delete(entry.seq);
      this.held = entry.seq;
      this.digest = this.digest && digestAfter(this.digest, entry);
      if (entry.from === this.peer) {
        this.lastOfPeer = entry.seq;
        if (entry.seq > this.read) {
          add(this.unread, entry.seq);
        }
      }
      inOrder.push(entry);
    }
    const last = inOrder.at(-1);
    if (last && last.seq >= (this.lastMessage?.seq ?? 0)) {
      const preview = Array.from(last.body?.text ?? "")
        .slice(0, PREVIEW_MAX)
        .join("");
      this.lastMessage = { seq: last.seq, from: last.from, preview, sentAt: last.sentAt };
    }
    return inOrder;
  }

  /** Compares with what a frame says of entry `seq`; without an anchor, that becomes the anchor. */
  agrees(seq: number, told: string | undefined): boolean {
    if (told === undefined || this.base === undefined || seq !== this.held) {
      return true;
    }
    this.digest ??= told;
    return this.digest === told;
  }

  /** The log goes at least this far. */
  reaches(seq: number): void {
    this.end = Math.max(this.end, seq);
  }

  /** The user has read up to here, on this device or elsewhere. */
  markRead(seq: number): void {
    this.read = Math.max(this.read, seq);
    this.unread = this.unread
      .map(([first, last]): Run => [Math.max(first, this.read + 1), last])
      .filter(([first, last]) => first <= last);
  }

  /** The peer is at least this far. */
  receipt(delivered: number, read: number): void {
    this.peerDelivered = Math.max(this.peerDelivered, delivered, read);
    this.peerRead = Math.max(this.peerRead, read);
  }

  /** Takes the user's settings, unless they are older than those it has. */
  set(settings: VersionedSettings): void {
    if (settings.settingsVersion >= this.settingsVersion) {
      const all = pick(settings, "blocked", "muted", "archived", "pinned", "settingsVersion");
      Object.assign(this, all);
    }
  }

  /** Takes what the server's list says. */
  summarized(row: ConversationSummary): void {
    this.set(row);
    this.receipt(row.peerDelivered, row.peerRead);
    this.markRead(row.read);
    if (row.lastMessage && row.lastMessage.seq > (this.lastMessage?.seq ?? 0)) {
      this.lastMessage = row.lastMessage;
    }
    this.listed = { lastSeq: row.lastSeq, unread: row.unread };
  }

  /** A replica of the same log that holds nothing of it yet. */
  emptied(): LogReplica {
    const kept = pick(this, "lastMessage", "read", "peerDelivered", "peerRead");
    const replica = Object.assign(new LogReplica(this.peer), kept);
    replica.listed = { lastSeq: this.held, unread: this.unreadCount };
    replica.set(this);
    return replica;
  }

  /** What an ack would say now. */
  mark(): Mark {
    return { delivered: this.held, read: Math.min(this.read, this.held) };
  }

  /** Whether there is reason for an ack: entries of the peer, or more read. */
  get needsAck(): boolean {
    return this.lastOfPeer > this.acked.delivered || this.mark().read > this.acked.read;
  }

  noteAcked(mark: Mark): void {
    this.acked = furthest(this.acked, mark);
  }

  noteConfirmed(mark: Mark): void {
    this.confirmed = furthest(this.confirmed, mark);
  }

  /** Whether an ack may have been lost. */
  get unconfirmed(): boolean {
    return !covers(this.confirmed, this.acked);
  }
}

/** Adds a `seq` that is beyond all runs. */
function add(runs: Run[], seq: number): void {
  const last = runs.at(-1);
  if (last && last[1] === seq - 1) {
    runs[runs.length - 1] = [last[0], seq];
  } else {
    runs.push([seq, seq]);
  }
}
