import { ChatError } from "../errors.js";
import { LIMITS } from "../protocol/limits.js";
import type { Entry } from "../protocol/model.js";
import type { ConversationRecord, Store } from "../store/store.js";
import { type DeviceEvent, stateOf } from "./events.js";
import type { Journal } from "./journal.js";
import { LogReplica, type Taken } from "./log-replica.js";
import { replicaOf } from "./replica-record.js";

/** What replicas ask of their device. */
export interface ReplicasPorts {
  readonly journal: Journal;
  emit(event: DeviceEvent): void;
  fail(error: ChatError): void;
  /** A replica took entries; `fresh` were not there before. Nobody was told yet. */
  took(replica: LogReplica, fresh: readonly Entry[]): void;
}

/** A device's replicas of all conversations. What changes in them is noted, and told once durable. */
export class Replicas {
  readonly #ports: ReplicasPorts;
  readonly #all = new Map<string, LogReplica>();

  constructor(ports: ReplicasPorts) {
    this.#ports = ports;
  }

  /** Takes what the store has of conversations, and of their entries those beyond a gap. */
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

  /** The replica of a conversation, begun or not. */
  of(peer: string): LogReplica {
    const replica = this.#all.get(peer) ?? new LogReplica(peer);
    this.#all.set(peer, replica);
    return replica;
  }

  /** Where to repair: the conversations with a gap, except those without any entry. */
  cursors(): Record<string, number> {
    const gaps = this.all().filter(({ base, hasGap }) => hasGap && base !== undefined);
    return Object.fromEntries(gaps.slice(0, LIMITS.cursors).map(({ held, peer }) => [peer, held]));
  }

  /** Whether entries before a log's known end are missing. */
  get hasGap(): boolean {
    return this.all().some(replica => replica.hasGap);
  }

  /** A replica is another than before. */
  changed(replica: LogReplica): void {
    this.#ports.journal.changes.replica(replica);
    const conversation = stateOf(replica);
    this.#afterwards({ type: "conversation", conversation });
  }

  /** A replica took entries. */
  took(replica: LogReplica, { fresh, inOrder }: Taken): void {
    const { peer } = replica;
    // First: what came back as an entry must not be shown as waiting, too.
    this.#ports.took(replica, fresh);
    this.#ports.journal.changes.entries(peer, fresh);
    this.changed(replica);
    if (inOrder.length > 0) {
      this.#afterwards({ type: "messages", peer, messages: inOrder });
    }
  }

  /** Compares a replica with what the server says of entry `seq`. */
  compare(replica: LogReplica, seq: number, digest: string | undefined): void {
    if (!replica.agrees(seq, digest)) {
      const what = `This replica differs from the server's at ${seq}: call resync().`;
      this.#ports.fail(new ChatError("digestMismatch", what, replica));
    }
  }

  /** Drops what is held of a conversation, and begins anew with another replica. */
  replace(replica: LogReplica, anew: LogReplica): void {
    const { peer } = replica;
    this.#all.set(peer, anew);
    this.#ports.journal.changes.drop(replica);
    this.#afterwards({ type: "forgotten", peer });
    this.changed(anew);
  }

  #afterwards(event: DeviceEvent): void {
    this.#ports.journal.afterwards(() => this.#ports.emit(event));
  }
}
