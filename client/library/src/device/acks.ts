import type { Environment } from "../environment.js";
import type { Ack } from "../protocol/client-frames.js";
import { LIMITS } from "../protocol/limits.js";
import type { Mark } from "../store/store.js";
import type { Connections } from "./connections.js";
import type { Journal } from "./journal.js";
import type { LogReplica } from "./log-replica.js";
import { covers, furthest, isUnconfirmed, markOf, needsAck } from "./marks.js";
import type { Replicas } from "./replicas.js";
import { Doubling, type Timers } from "./timers.js";

const COLLECT_MS = 100;
const CONFIRM_MS = 20_000;

/** The dependencies of {@link Acks}. */
export interface AckPorts {
  readonly environment: Environment;
  readonly journal: Journal;
  readonly timers: Timers;
  readonly replicas: Replicas;
  readonly connections: Connections;
}

/**
 * Sends the acks of a device. It combines several in one frame, repeats them if the server may have
 * missed one, and requests a confirmation with a request id.
 */
export class Acks {
  readonly #ports: AckPorts;
  readonly #again = new Set<string>();
  readonly #asked = new Map<string, ReadonlyMap<LogReplica, Mark>>();
  /** Frames that must be confirmed before the next `sync`. */
  #beforeSync = new Set<string>();
  readonly #wait = new Doubling();
  #collecting = false;
  #stopWatch = () => {};

  constructor(ports: AckPorts) {
    this.#ports = ports;
  }

  #replicas(test: (replica: LogReplica) => boolean): LogReplica[] {
    return this.#ports.replicas.all().filter(replica => replica.held > 0 && test(replica));
  }

  readonly #isDue = (replica: LogReplica) => needsAck(replica) || this.#again.has(replica.peer);

  /** The device received entries, or the user has read some. */
  changed(replica: LogReplica): void {
    if (!this.#collecting && replica.held > 0 && this.#isDue(replica)) {
      this.#collecting = true;
      this.#ports.timers.after(this.#ports.timers.between(COLLECT_MS / 2, COLLECT_MS), () => {
        this.#collecting = false;
        this.flush();
      });
    }
  }

  /** Sends the acks that are due now. */
  flush(): void {
    this.#send(this.#replicas(this.#isDue), false);
  }

  /** Sends an ack again because the server may have missed it. */
  again(replica: LogReplica): void {
    this.#again.add(replica.peer);
    this.changed(replica);
  }

  /** Sends acks of the entries held now, once the entries are durable; returns the request ids. */
  #send(replicas: readonly LogReplica[], confirm: boolean): string[] {
    const ids: string[] = [];
    for (
      let start = 0;
      start < replicas.length && this.#ports.connections.isOnline;
      start += LIMITS.acks
    ) {
      const marks = new Map<LogReplica, Mark>();
      for (const replica of replicas.slice(start, start + LIMITS.acks)) {
        marks.set(replica, markOf(replica));
        this.#again.delete(replica.peer);
        replica.acked = furthest(replica.acked, markOf(replica));
        this.#ports.journal.changes.replica(replica);
      }
      const requestId = confirm ? this.#ports.environment.uuid() : undefined;
      if (requestId !== undefined) {
        ids.push(requestId);
        this.#asked.set(requestId, marks);
      }
      const acks = [...marks].map(([replica, mark]) => ack(replica.peer, mark));
      this.#ports.journal.afterwards(() =>
        this.#ports.connections.send({ action: "ack", requestId, acks }),
      );
    }
    if (replicas.length > 0) {
      this.#watch();
    }
    return ids;
  }

  /**
   * Acks all entries, including this user's own, before the next part of a catch-up is requested.
   */
  confirmAll(): void {
    const ids = this.#send(
      this.#replicas(replica => replica.held > replica.confirmed.delivered),
      true,
    );
    this.#beforeSync = new Set(ids);
    if (ids.length === 0) {
      this.#ports.connections.current?.sync();
    }
  }

  /** Requests confirmation 20 s after the last ack, repeatedly until it arrives. */
  #watch(): void {
    this.#stopWatch();
    this.#stopWatch = this.#ports.timers.after(CONFIRM_MS, () => {
      const unconfirmed = this.#replicas(isUnconfirmed);
      if (this.#beforeSync.size > 0) {
        this.confirmAll();
      } else if (unconfirmed.length > 0) {
        this.#send(unconfirmed, true);
        this.#watch();
      }
    });
  }

  /** The server has confirmed the acks of a frame. */
  acked(requestId: string): void {
    for (const [replica, mark] of this.#asked.get(requestId) ?? []) {
      replica.confirmed = furthest(replica.confirmed, mark);
      if (this.#ports.replicas.of(replica.peer) === replica) {
        this.#ports.journal.changes.replica(replica);
      }
    }
    this.#asked.delete(requestId);
    if (this.#beforeSync.delete(requestId) && this.#beforeSync.size === 0) {
      this.#ports.connections.current?.sync();
    }
  }

  /** The server reports the last ack it has of this device. */
  serverKnows(replica: LogReplica, known: Mark): void {
    if (!covers(known, markOf(replica))) {
      this.again(replica);
    }
  }

  /**
   * Sends all unconfirmed acks again after a gateway error frame or a retryable refusal, with
   * growing waits of at least `leastMs`.
   */
  failed(leastMs = 0): void {
    this.#stopWatch();
    this.#ports.timers.after(Math.max(this.#wait.next(), leastMs), () => {
      if (this.#beforeSync.size > 0) {
        this.confirmAll();
        return;
      }
      for (const replica of this.#replicas(isUnconfirmed)) {
        this.again(replica);
      }
    });
  }

  /** Called on a new connection. */
  reconnected(): void {
    this.#wait.reset();
    this.#asked.clear();
    this.#beforeSync.clear();
    for (const replica of this.#replicas(this.#isDue)) {
      this.changed(replica);
    }
    if (this.#replicas(isUnconfirmed).length > 0) {
      this.#watch();
    }
  }
}

function ack(peer: string, { delivered, read }: Mark): Ack {
  return { peer, delivered, read: read || undefined };
}
