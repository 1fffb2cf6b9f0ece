import { ChatError } from "../errors.js";
import { isMessage } from "../protocol/content.js";
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
      const { holdsNoMessage } = replica;
      const after = holdsNoMessage ? (record.base ?? 0) : held;
      const entries =
        holdsNoMessage || end > held ? await store.entries(peer, { after, limit: Infinity }) : [];
      const targets = holdsNoMessage ? entries.map(({ target = 0 }) => target) : [];
      replica.keep(
        entries.filter(({ seq }) => seq > held),
        targets.length > 0 ? await store.folds(peer, targets) : [],
      );
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
    replica.keep([], replica.holdsNoMessage ? foldsIn(operations).values() : []);
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
    changes.entries(peer, [...outside.map(erased), ...fresh]);
    changes.placed(peer, [...older, ...inOrder.filter(entry => !isMessage(entry))]);
    this.changed(replica);
    this.#tell(replica, inOrder);
  }

  /** Notifies clients of new messages, and of messages that operations have changed. */
  #tell(replica: LogReplica, inOrder: readonly Entry[]): void {
    const { peer, told: after, held: upTo } = replica;
    const entries = inOrder.filter(isMessage);
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
