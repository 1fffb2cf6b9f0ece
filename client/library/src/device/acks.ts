import type { Environment } from "../environment.js";
import type { Ack } from "../protocol/frames.js";
import type { Mark } from "../store/store.js";
import type { Connections } from "./connections.js";
import type { Copies } from "./copies.js";
import type { Journal } from "./journal.js";
import { covers, type LogCopy } from "./log-copy.js";
import { Doubling, type Timers } from "./timers.js";

/** So many go into a frame. */
const FRAME_MAX = 100;
const COLLECT_MS = 100;
const CONFIRM_MS = 20_000;

/** What the acks ask of their device. */
export interface AckPorts {
  readonly environment: Environment;
  readonly journal: Journal;
  readonly timers: Timers;
  readonly copies: Copies;
  readonly connections: Connections;
}

/**
 * What a device acknowledges, and when: those of a moment in one frame, again when something
 * suggests that the server knows less, and by request until confirmed.
 */
export class Acks {
  readonly #ports: AckPorts;
  readonly #again = new Set<string>();
  readonly #asked = new Map<string, ReadonlyMap<LogCopy, Mark>>();
  /** Frames that must be confirmed before the next `sync`. */
  #beforeSync = new Set<string>();
  readonly #wait = new Doubling();
  #collecting = false;
  #stopWatch = () => {};

  constructor(ports: AckPorts) {
    this.#ports = ports;
  }

  #copies(test: (copy: LogCopy) => boolean): LogCopy[] {
    return this.#ports.copies.all().filter(copy => copy.held > 0 && test(copy));
  }

  readonly #isDue = (copy: LogCopy) => copy.needsAck || this.#again.has(copy.peer);

  /** Entries came, or were read. */
  changed(copy: LogCopy): void {
    if (!this.#collecting && copy.held > 0 && this.#isDue(copy)) {
      this.#collecting = true;
      this.#ports.timers.after(this.#ports.timers.between(COLLECT_MS / 2, COLLECT_MS), () => {
        this.#collecting = false;
        this.flush();
      });
    }
  }

  /** Acknowledges what is due, now. */
  flush(): void {
    this.#send(this.#copies(this.#isDue), false);
  }

  /** The server may know less than was acknowledged. */
  again(copy: LogCopy): void {
    this.#again.add(copy.peer);
    this.changed(copy);
  }

  /** Sends what is held now, once that is durable; returns the request ids. */
  #send(copies: readonly LogCopy[], confirm: boolean): string[] {
    const ids: string[] = [];
    for (
      let start = 0;
      start < copies.length && this.#ports.connections.isOnline;
      start += FRAME_MAX
    ) {
      const marks = new Map<LogCopy, Mark>();
      for (const copy of copies.slice(start, start + FRAME_MAX)) {
        marks.set(copy, copy.mark());
        this.#again.delete(copy.peer);
        copy.noteAcked(copy.mark());
        this.#ports.journal.copy(copy);
      }
      const requestId = confirm ? this.#ports.environment.uuid() : undefined;
      if (requestId !== undefined) {
        ids.push(requestId);
        this.#asked.set(requestId, marks);
      }
      const acks = [...marks].map(([copy, mark]) => ack(copy.peer, mark));
      this.#ports.journal.afterwards(() =>
        this.#ports.connections.send({ action: "ack", requestId, acks }),
      );
    }
    if (copies.length > 0) {
      this.#watch();
    }
    return ids;
  }

  /** Everything that is held, own messages too: only then does a drain that has more go on. */
  confirmAll(): void {
    const ids = this.#send(
      this.#copies(copy => copy.held > copy.confirmed.delivered),
      true,
    );
    this.#beforeSync = new Set(ids);
    if (ids.length === 0) {
      this.#ports.connections.current?.sync();
    }
  }

  /** 20 s after the last ack: asks, until answered. */
  #watch(): void {
    this.#stopWatch();
    this.#stopWatch = this.#ports.timers.after(CONFIRM_MS, () => {
      const unconfirmed = this.#copies(copy => copy.unconfirmed);
      if (unconfirmed.length > 0) {
        this.#send(unconfirmed, true);
        this.#watch();
      }
    });
  }

  /** All of a frame are done. */
  acked(requestId: string): void {
    for (const [copy, mark] of this.#asked.get(requestId) ?? []) {
      copy.noteConfirmed(mark);
      if (this.#ports.copies.of(copy.peer) === copy) {
        this.#ports.journal.copy(copy);
      }
    }
    this.#asked.delete(requestId);
    if (this.#beforeSync.delete(requestId) && this.#beforeSync.size === 0) {
      this.#ports.connections.current?.sync();
    }
  }

  /** What the server has of this device, by its own word. */
  serverKnows(copy: LogCopy, known: Mark): void {
    if (!covers(known, copy.mark())) {
      this.again(copy);
    }
  }

  /** A gateway error frame: everything not yet confirmed, after growing waits. */
  failed(): void {
    this.#ports.timers.after(this.#wait.next(), () => {
      for (const copy of this.#copies(copy => copy.unconfirmed)) {
        this.again(copy);
      }
    });
  }

  /** The connection is new. */
  reconnected(): void {
    this.#wait.reset();
    this.#asked.clear();
    this.#beforeSync.clear();
    for (const copy of this.#copies(this.#isDue)) {
      this.changed(copy);
    }
    if (this.#copies(copy => copy.unconfirmed).length > 0) {
      this.#watch();
    }
  }
}

function ack(peer: string, { delivered, read }: Mark): Ack {
  return { peer, delivered, read: read || undefined };
}
