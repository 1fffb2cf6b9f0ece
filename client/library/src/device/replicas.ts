import { ChatError } from "../errors.js";
import { isMessage, isVisible } from "../protocol/content.js";
import { foldsIn } from "../protocol/fold.js";
import { LIMITS } from "../protocol/limits.js";
import type { Entry } from "../protocol/model.js";
import type { ConversationRecord, Store } from "../store/store.js";
import { type DeviceEvent, stateOf } from "./events.js";
import { erased } from "./folding.js";
import type { Journal } from "./journal.js";
import { LogReplica } from "./log-replica.js";
import { lastMessageAfter } from "./preview.js";
import { FOLDS, replicaOf } from "./replica-record.js";
import type { Taken } from "./taken.js";

/** The dependencies of {@link Replicas}. */
export interface ReplicasPorts {
  readonly journal: Journal;
  emit(event: DeviceEvent): void;
  fail(error: ChatError): void;
  /**
   * Called when a replica has added entries, of which `fresh` are new. Clients are not notified
   * yet.
   */
  took(replica: LogReplica, fresh: readonly Entry[]): void;
  /** Called when the last message to show may be another one, which the store has. */
  newest(replica: LogReplica): void;
}

/** A device's replicas of all conversations. Clients are notified of durable changes. */
export class Replicas {
  readonly #ports: ReplicasPorts;
  readonly #all = new Map<string, LogReplica>();

  constructor(ports: ReplicasPorts) {
    this.#ports = ports;
  }

  /** Loads replicas from the store, with their entries beyond a gap. */
  async load(records: readonly ConversationRecord[], store: Store): Promise<void> {
    for (const record of records) {
      const { peer, held, end } = record;
      const replica = replicaOf(record);
      const range = { after: held, limit: Infinity };
      for (const entry of end > held ? await store.entries(peer, range) : []) {
        replica.aside.set(entry.seq, entry);
      }
      this.#all.set(peer, replica);
      if (record.folds !== FOLDS) {
        this.#place(replica, await store.entries(peer, { before: held + 1, limit: Infinity }));
      }
    }
  }

  /** Folds the operations among entries that an earlier version of the library stored. */
  #place(replica: LogReplica, entries: readonly Entry[]): void {
    const operations = entries.filter(entry => !isMessage(entry));
    replica.lastMessage = operations.reduce(lastMessageAfter, replica.lastMessage);
    this.#ports.journal.changes.placed(replica.peer, operations);
    this.#ports.journal.changes.replica(replica);
    this.#changed(replica, [...foldsIn(operations).keys()]);
  }

  all(): LogReplica[] {
    return [...this.#all.values()];
  }

  /** The replica of a conversation; empty for a new conversation. */
  of(peer: string): LogReplica {
    const replica = this.#all.get(peer) ?? new LogReplica(peer);
    this.#all.set(peer, replica);
    return replica;
  }

  /** The cursors for a repair: the conversations with a gap, except those without any entry. */
  cursors(): Record<string, number> {
    const gaps = this.all().filter(({ base, hasGap }) => hasGap && base !== undefined);
    return Object.fromEntries(gaps.slice(0, LIMITS.cursors).map(({ held, peer }) => [peer, held]));
  }

  /** Whether entries before a log's known end are missing. */
  get hasGap(): boolean {
    return this.all().some(replica => replica.hasGap);
  }

  /** Called when a replica has changed. */
  changed(replica: LogReplica): void {
    this.#ports.journal.changes.replica(replica);
    const conversation = stateOf(replica);
    this.#afterwards({ type: "conversation", conversation });
  }

  /** Called when a replica has added entries. */
  took(replica: LogReplica, { fresh, inOrder, older = [], outside = [] }: Taken): void {
    const { peer } = replica;
    const { changes } = this.#ports.journal;
    // This comes first, so that a message that came back as an entry is not shown as waiting too.
    this.#ports.took(replica, fresh);
    // Entries of the cleared part are not stored.
    const kept = ({ seq }: Entry) => seq > replica.hidden.clearedTo;
    changes.entries(peer, [...outside.map(erased), ...fresh].filter(kept));
    const operations = inOrder.filter(entry => !isMessage(entry));
    changes.placed(peer, [...older, ...operations].filter(kept));
    if ((replica.lastMessage?.seq ?? 0) <= (older.at(-1)?.seq ?? 0)) {
      this.#ports.newest(replica);
    }
    this.changed(replica);
    this.#tell(replica, inOrder);
  }

  /** Notifies clients of new messages, and of messages that operations have changed. */
  #tell(replica: LogReplica, inOrder: readonly Entry[]): void {
    const { peer, told: after, held: upTo } = replica;
    const entries = inOrder.filter(isVisible);
    const folds = foldsIn(inOrder);
    if (entries.length > 0) {
      replica.told = upTo;
      this.#afterwards({
        type: "messages",
        peer,
        entries,
        folds: [...folds.values()],
        after,
        upTo,
      });
    }
    const targets = [...folds.keys()];
    this.#changed(
      replica,
      targets.filter(target => !entries.some(({ seq }) => seq === target)),
    );
  }

  /** Called when a replica has hidden messages, and whether its first part was cleared. */
  hid(replica: LogReplica, seqs: readonly number[], isCleared: boolean): void {
    const { peer, hidden } = replica;
    const { changes } = this.#ports.journal;
    changes.hidden(peer, seqs);
    this.#ports.newest(replica);
    this.changed(replica);
    if (isCleared) {
      changes.cleared(peer, hidden.clearedTo);
      this.#afterwards({ type: "cleared", peer, upTo: hidden.clearedTo });
    }
    this.#changed(replica, seqs);
  }

  #changed({ peer }: LogReplica, seqs: readonly number[]): void {
    if (seqs.length > 0) {
      this.#afterwards({ type: "changed", peer, seqs });
    }
  }

  /** Compares a replica with the server's digest of entry `seq`. */
  compare(replica: LogReplica, seq: number, digest: string | undefined): void {
    if (!replica.agrees(seq, digest)) {
      const what = `This replica differs from the server's log at ${seq}: call resync().`;
      this.#ports.fail(new ChatError("digestMismatch", what, replica));
    }
  }

  /** Replaces the replica of a conversation with an empty one. */
  replace(replica: LogReplica, replacement: LogReplica): void {
    const { peer } = replica;
    this.#all.set(peer, replacement);
    this.#ports.journal.changes.drop(replica);
    this.#afterwards({ type: "forgotten", peer });
    this.changed(replacement);
  }

  #afterwards(event: DeviceEvent): void {
    this.#ports.journal.afterwards(() => this.#ports.emit(event));
  }
}
