import type { ChatError } from "../errors.js";
import { PROTOCOL_ERRORS, type ProtocolErrorCode } from "../protocol/errors.js";
import { LIMITS } from "../protocol/limits.js";
import type { Position } from "../protocol/model.js";
import type { HiddenFrame } from "../protocol/server-frames.js";
import type { HiddenRecord } from "../store/store.js";
import type { Connections } from "./connections.js";
import { hide, type Said, union } from "./hidden-part.js";
import type { LogReplica } from "./log-replica.js";
import type { Replicas } from "./replicas.js";
import type { Requests } from "./requests.js";
import { Doubling, type Timers } from "./timers.js";

/** The dependencies of {@link Hiding}. */
export interface HidingPorts {
  readonly timers: Timers;
  readonly replicas: Replicas;
  readonly requests: Requests;
  readonly connections: Connections;
  fail(error: ChatError): void;
}

/**
 * Hides messages on this device, requests the same from the server until it answers, and asks for
 * what other devices have hidden. `docs/protocol.md` has the rules, in "What a client does".
 */
export class Hiding {
  readonly #ports: HidingPorts;
  /** The running work of conversations. */
  readonly #busy = new Map<string, Promise<void>>();
  readonly #wait = new Doubling();
  #stopWait = () => {};

  constructor(ports: HidingPorts) {
    this.#ports = ports;
  }

  /**
   * Hides messages, and all entries up to one.
   *
   * @param upTo 0 for none
   */
  hide(peer: string, seqs: readonly number[], upTo: number): void {
    const replica = this.#ports.replicas.of(peer);
    const { clearedTo, clearing, waiting } = replica.hidden;
    this.#set(replica, {
      waiting: union(waiting, seqs),
      clearing: upTo > clearedTo ? upTo : clearing,
    });
    this.#hide(replica, { clearedTo: upTo, seqs });
    void this.work(peer);
  }

  /** Adopts what the server says without being asked; `seqs` are those of the last change. */
  heard(peer: string, said: Said): void {
    this.#take(this.#ports.replicas.of(peer), said, "seqs" in said);
    void this.work(peer);
  }

  /** Adopts the server's numbers of a conversation. */
  stands({ peer, hiddenVersion: version, clearedTo }: Position): void {
    this.heard(peer, { version, clearedTo });
  }

  /** Called on a new connection. */
  reconnected(): void {
    this.#wait.reset();
    this.#workAll();
  }

  #workAll(): void {
    for (const { peer } of this.#ports.replicas.all()) {
      void this.work(peer);
    }
  }

  /** Sends what waits, and asks for what is missing; resolves when nothing is left, or offline. */
  work(peer: string): Promise<void> {
    const work = this.#busy.get(peer) ?? this.#steps(peer);
    this.#busy.set(peer, work);
    return work;
  }

  async #steps(peer: string): Promise<void> {
    const { connections, replicas, timers } = this.#ports;
    let mustWait = await false;
    while (connections.isReady && isDue(replicas.of(peer).hidden) && !mustWait) {
      mustWait = await this.#step(peer).catch(() => true);
    }
    this.#busy.delete(peer);
    if (mustWait && connections.isReady) {
      this.#stopWait();
      this.#stopWait = timers.after(this.#wait.next(), () => this.#workAll());
    }
  }

  /** Makes a request; returns whether the next one must wait. */
  async #step(peer: string): Promise<boolean> {
    const { replicas } = this.#ports;
    const { clearing, waiting } = replicas.of(peer).hidden;
    const seqs = waiting.slice(0, LIMITS.seqs);
    const hasSeqs = seqs.length > 0;
    if (!hasSeqs && !clearing) {
      return this.#ask(replicas.of(peer));
    }
    const answer = await this.#request(peer, hasSeqs ? { seqs } : { upTo: clearing });
    const replica = replicas.of(peer);
    const { hidden } = replica;
    this.#set(replica, {
      waiting: hidden.waiting.filter(seq => !seqs.includes(seq)),
      clearing: hasSeqs || hidden.clearing > clearing ? hidden.clearing : 0,
    });
    if (answer) {
      this.#take(replica, answer, hasSeqs);
    }
    return false;
  }

  /**
   * Asks for all messages hidden since a version, page by page. The device then has the version of
   * the first page; returns whether the server has named a newer one.
   */
  async #ask(replica: LogReplica): Promise<boolean> {
    const { peer, hidden } = replica;
    const since = hidden.version;
    // A server that refuses is not asked again before it names a newer version.
    let version = hidden.known;
    for (let after: number | undefined = 0; after !== undefined; ) {
      const page = await this.#request(peer, after > 0 ? { since, after } : { since });
      if (this.#ports.replicas.of(peer) !== replica) {
        return false;
      }
      if (page) {
        version = after === 0 ? page.version : version;
        this.#take(replica, page, false);
      }
      after = page?.next !== undefined && page.next > after ? page.next : undefined;
    }
    this.#set(replica, { version: Math.max(version, replica.hidden.version) });
    return replica.hidden.known > replica.hidden.version;
  }

  /** The answer of the server; undefined if it finally refuses the request. */
  async #request(peer: string, what: object): Promise<HiddenFrame | undefined> {
    try {
      return await this.#ports.requests.ask({ action: "hide", peer, ...what });
    } catch (error) {
      const code = (error as ChatError).code as ProtocolErrorCode;
      if (PROTOCOL_ERRORS[code]?.retryable !== false) {
        throw error;
      }
      this.#ports.fail(error as ChatError);
      return undefined;
    }
  }

  /** Adopts a frame. @param isChange whether the device has all messages of its last change */
  #take(replica: LogReplica, frame: Said, isChange: boolean): void {
    this.#hide(replica, frame);
    const { version, known } = replica.hidden;
    if (frame.version > version) {
      const isNext = isChange && frame.version === version + 1;
      this.#set(replica, {
        version: version + Number(isNext),
        known: Math.max(known, frame.version),
      });
    }
  }

  /** Hides what a frame names. */
  #hide(replica: LogReplica, frame: Omit<Said, "version">): void {
    const before = replica.hidden.clearedTo;
    const clearedTo = Math.max(before, frame.clearedTo);
    const isCleared = clearedTo > before;
    const seqs = (frame.seqs ?? []).filter(seq => seq > clearedTo);
    if (isCleared || seqs.length > 0) {
      hide(replica, seqs, clearedTo);
      this.#ports.replicas.hid(replica, seqs, isCleared);
    }
  }

  #set(replica: LogReplica, change: Partial<HiddenRecord>): void {
    replica.hidden = { ...replica.hidden, ...change };
    this.#ports.replicas.changed(replica);
  }
}

/** Whether there is something to send or to ask for. */
function isDue({ clearing, known, version, waiting }: HiddenRecord): boolean {
  return waiting.length > 0 || clearing > 0 || known > version;
}
