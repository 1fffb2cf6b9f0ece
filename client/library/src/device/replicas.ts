import { ChatError } from "../errors.js";
import { LIMITS } from "../protocol/limits.js";
import type { Entry } from "../protocol/model.js";
import type { ConversationRecord, Store } from "../store/store.js";
import { type DeviceEvent, stateOf } from "./events.js";
import type { Journal } from "./journal.js";
import { LogReplica, type Taken } from "./log-replica.js";
import { replicaOf } from "./replica-record.js";

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
      const aside = end > held ? await store.entries(peer, { after: held, limit: Infinity }) : [];
      this.#all.set(peer, replicaOf(record, aside));
    }
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

  /** A replica took entries. */
  took(replica: LogReplica, { fresh, inOrder }: Taken): void {
    const { peer } = replica;
    // First: a message that came back as an entry must not be shown as waiting, too.
    this.#ports.took(replica, fresh);
    this.#ports.journal.changes.entries(peer, fresh);
    this.changed(replica);
    if (inOrder.length > 0) {
      this.#afterwards({ type: "messages", peer, messages: inOrder });
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
