import { pick } from "../pick.js";
import { digestAfter, EMPTY_LOG } from "../protocol/chain.js";
import { isMessage } from "../protocol/content.js";
import type { Entry, LastMessage, VersionedSettings } from "../protocol/model.js";
import type { Listed, Run } from "../store/store.js";
import { NOTHING_HIDDEN, see, veiled } from "./hidden-part.js";
import { NOTHING } from "./marks.js";
import type { Taken } from "./taken.js";
import { add, readUpTo } from "./unread.js";

/**
 * A device's replica of one conversation's log: its entries up to `held`, without a gap from `base`
 * on. The fields are those of `ConversationRecord`.
 */
export class LogReplica {
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
  lastAt = 0;
  hidden = NOTHING_HIDDEN;
  blocked = false;
  muted = false;
  archived = false;
  pinned = false;
  settingsVersion = 0;
  /** The last search for the last message. */
  search: object | undefined;
  /** The last entry up to which the app was notified of all messages in this process. */
  told = 0;
  readonly #isUnread = (entry: Entry) =>
    entry.from === this.peer && entry.seq > this.read && isMessage(entry);
  /** Entries beyond a gap. */
  readonly aside = new Map<number, Entry>();

  constructor(peer: string) {
    this.peer = peer;
  }

  /** Whether entries before the log's known end are missing. */
  get hasGap(): boolean {
    return this.end > this.held;
  }

  /** Messages and operations of this user beyond a gap, which are accepted but not placed yet. */
  ownAside(): Entry[] {
    return [...this.aside.values()].filter(
      ({ from, kind = "message", body, hidden }) =>
        from !== this.peer && (kind === "message" ? !hidden : kind === body?.type),
    );
  }

  /**
   * Adds the entries of a frame.
   *
   * @param after the entry before them, if the frame has it
   */
  take(entries: readonly Entry[], after?: number): Taken {
    const starts = this.base === undefined && after !== undefined;
    const outside = starts ? this.#startAt(after) : [];
    const news = entries.filter(({ seq }) => seq > this.held && !this.aside.has(seq));
    const fresh = news.map(entry => veiled(this.hidden, entry));
    for (const entry of fresh) {
      this.aside.set(entry.seq, entry);
      this.reaches(entry.seq);
    }
    if (this.base === undefined && this.aside.has(1)) {
      this.#startAt(0);
    }
    return { fresh, inOrder: this.#advance(), outside };
  }

  /** Begins with the newest page of the log; only without a base. */
  open(page: readonly Entry[]): Taken {
    const outside = this.#startAt((page[0]?.seq ?? 1) - 1);
    return { ...this.take(page), outside };
  }

  /** Adds a page of older entries if it ends at this replica's base; returns the added entries. */
  prepend(entries: readonly Entry[]): readonly Entry[] {
    const page = entries.map(entry => veiled(this.hidden, entry));
    const first = page[0];
    if (!first || this.base === undefined || page.at(-1)?.seq !== this.base) {
      return [];
    }
    this.base = first.seq - 1;
    const runs: Run[] = [];
    for (const { seq } of page.filter(this.#isUnread)) {
      add(runs, seq);
    }
    this.unread = [...runs, ...this.unread];
    return page;
  }

  /** Returns the entries that are not part of this replica. */
  #startAt(base: number): readonly Entry[] {
    this.base = base;
    this.held = base;
    this.told = base;
    this.digest = base === 0 ? EMPTY_LOG : undefined;
    const outside = [...this.aside.values()].filter(({ seq }) => seq <= base);
    for (const { seq } of outside) {
      this.aside.delete(seq);
    }
    this.reaches(base);
    return outside;
  }

  #advance(): Entry[] {
    const inOrder: Entry[] = [];
    for (;;) {
      const entry = this.aside.get(this.held + 1);
      if (!entry || this.base === undefined) {
        break;
      }
      this.aside.delete(entry.seq);
      this.held = entry.seq;
      this.digest = this.digest && digestAfter(this.digest, entry);
      if (entry.from === this.peer) {
        this.lastOfPeer = entry.seq;
      }
      if (this.#isUnread(entry)) {
        add(this.unread, entry.seq);
      }
      see(this, entry);
      inOrder.push(entry);
    }
    return inOrder;
  }

  /**
   * Whether the digest of a frame for entry `seq` equals this replica's. The replica adopts the
   * digest of the frame, so a replica without a digest gets one, and a difference is reported once.
   */
  agrees(seq: number, told: string | undefined): boolean {
    if (told === undefined || this.base === undefined || seq !== this.held) {
      return true;
    }
    const { digest = told } = this;
    this.digest = told;
    return digest === told;
  }

  /** The log goes at least this far. */
  reaches(seq: number): void {
    this.end = Math.max(this.end, seq);
  }

  /** Records that the user has read up to an entry, on this device or another one. */
  markRead(seq: number): void {
    this.read = Math.max(this.read, seq);
    this.unread = readUpTo(this.unread, this.read);
  }

  /** Records that the peer has at least this receipt. */
  receipt(delivered: number, read: number): void {
    this.peerDelivered = Math.max(this.peerDelivered, delivered, read);
    this.peerRead = Math.max(this.peerRead, read);
  }

  /** Adopts the user's settings, unless they are older. */
  set(settings: VersionedSettings): void {
    if (settings.settingsVersion >= this.settingsVersion) {
      const all = pick(settings, "blocked", "muted", "archived", "pinned", "settingsVersion");
      Object.assign(this, all);
    }
  }
}
