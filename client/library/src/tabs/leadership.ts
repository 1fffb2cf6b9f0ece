import { Timers } from "../device/timers.js";
import type { Environment, Tabs } from "../environment.js";
import { ChatError } from "../errors.js";

/** A follower pings the leader after this time without a message from it. */
const PING_AFTER_MS = 10_000;
/**
 * Time to wait for the answer to a ping; random, so that followers do not take over at the same
 * time.
 */
const PONG_MIN_MS = 4_000;
const PONG_MAX_MS = 6_000;
/** The number of unanswered pings after which a leader is considered to hang. */
const PINGS = 2;
/** Time limit for taking over the lock of a leader that hangs. */
const STEAL_MS = 5_000;

/** The dependencies of {@link Leadership}. */
export interface LeadershipPorts {
  readonly name: string;
  readonly tabs: Tabs;
  readonly environment: Environment;
  /** Posts a ping to the leader. */
  ping(): void;
  /** Called when this tab becomes the leader. */
  won(): void;
  /** Called when another tab has taken over from this tab, which hung. */
  lost(): void;
  /** Called when the tabs of this browser cannot agree on a leader. */
  refused(cause: unknown): void;
}

/**
 * Whether this tab leads. One tab leads at a time: it holds a lock until it is closed. A follower
 * pings the leader, and takes over the lock of one that hangs.
 */
export class Leadership {
  readonly #ports: LeadershipPorts;
  readonly #timers: Timers;
  #request = new AbortController();
  #isLeader = false;
  #pings = 0;
  #stop = () => {};

  constructor(ports: LeadershipPorts) {
    this.#ports = ports;
    this.#timers = new Timers(ports.environment);
  }

  get isLeader(): boolean {
    return this.#isLeader;
  }

  /** Asks for the lead, and watches the leader until this tab has it. */
  start(): void {
    this.#isLeader = false;
    void this.#ask(false);
    this.heard();
  }

  async #ask(steal: boolean): Promise<void> {
    this.#request.abort();
    const request = new AbortController();
    this.#request = request;
    const { name, tabs } = this.#ports;
    const isCurrent = () => !request.signal.aborted;
    try {
      await tabs.lead(name, request.signal, { steal, lost: () => isCurrent() && this.concede() });
      if (isCurrent()) {
        this.#won();
      }
    } catch (cause) {
      if (isCurrent()) {
        this.#refused(cause);
      }
    }
  }

  #won(): void {
    this.#isLeader = true;
    this.#timers.clear();
    this.#ports.won();
  }

  /** Follows another tab that leads, and asks for the lead again. */
  concede(): void {
    this.start();
    this.#ports.lost();
  }

  #refused(cause: unknown): void {
    this.end();
    this.#ports.refused(cause);
  }

  /** Called when the leader is alive. */
  heard(): void {
    this.#pings = 0;
    this.#watch(PING_AFTER_MS, () => this.#ping());
  }

  /** Pings the leader now, unless a ping is pending, because a call waits for the leader. */
  probe(): void {
    if (this.#pings === 0 && !this.#isLeader) {
      this.#ping();
    }
  }

  #ping(): void {
    if (this.#pings < PINGS) {
      this.#pings++;
      this.#ports.ping();
      this.#watch(this.#timers.between(PONG_MIN_MS, PONG_MAX_MS), () => this.#ping());
    } else {
      this.#watch(STEAL_MS, () =>
        this.#refused(new ChatError("storageUnavailable", "Web Locks do not answer.")),
      );
      void this.#ask(true);
    }
  }

  #watch(milliseconds: number, then: () => void): void {
    this.#stop();
    if (!this.#isLeader) {
      this.#stop = this.#timers.after(milliseconds, then);
    }
  }

  /** Releases the lead, and does not ask for it again. */
  end(): void {
    this.#isLeader = false;
    this.#request.abort();
    this.#timers.clear();
  }
}
