import type { Environment, Socket } from "../environment.js";
import type { ClientFrame } from "../protocol/client-frames.js";
import { decode } from "../protocol/decode.js";
import type { CaughtUp, Decoded, Rejected } from "../protocol/server-frames.js";
import { Liveness } from "./liveness.js";
import type { Replicas } from "./replicas.js";
import { Doubling, Timers } from "./timers.js";
import type { Token } from "./token.js";

const HANDSHAKE_MS = 30_000;
const CAUGHT_UP_MIN_MS = 5_000;
const PING_MIN_MS = 192_000;
const PING_MAX_MS = 288_000;
const REPLACE_MIN_MS = 90 * 60_000;
const REPLACE_MAX_MS = 115 * 60_000;
/** Time before the token's end at which a connection is replaced; at most a fifth of the rest. */
const TOKEN_MARGIN_MS = 4 * 60_000;
const REPLACE_SOONEST_MS = 10_000;

/** The dependencies of {@link Session}. */
export interface SessionPorts {
  readonly environment: Environment;
  readonly replicas: Replicas;
  opened(session: Session): void;
  received(session: Session, frame: Decoded): void;
  /** The connection was lost. */
  lost(session: Session): void;
  /** The connection should be replaced. */
  expiring(session: Session): void;
}

/** One connection of a device. It keeps the connection alive, catches up and repairs gaps. */
export class Session {
  readonly #ports: SessionPorts;
  readonly #timers: Timers;
  readonly #socket: Socket;
  readonly #liveness: Liveness;
  readonly #wait = new Doubling(CAUGHT_UP_MIN_MS);
  #open = false;
  #over = false;
  #caughtUp = false;
  #more = false;
  #syncId: string | undefined;
  #stopWatch: (() => void) | undefined;

  /** @param url with `deviceId`, and with `since` if it is known */
  constructor(ports: SessionPorts, url: string, token: Token) {
    this.#ports = ports;
    this.#timers = new Timers(ports.environment);
    this.#liveness = new Liveness({
      timers: this.#timers,
      ping: () => this.send({ action: "ping" }),
      dead: () => this.#lost(),
    });
    this.#socket = ports.environment.connect(url, ["chat.v1", `bearer.${token.text}`]);
    this.#socket.onopen = () => this.#opened(token);
    this.#socket.onmessage = ({ data }) => this.#received(data);
    this.#socket.onclose = () => this.#lost();
    this.#socket.onerror = () => this.#lost();
    this.#timers.after(HANDSHAKE_MS, () => this.#open || this.#lost());
  }

  /** Whether frames can be sent. */
  get isOpen(): boolean {
    return this.#open && !this.#over;
  }

  /** Whether the device has everything up to the time of the connect. */
  get isCaughtUp(): boolean {
    return this.#caughtUp && !this.#over;
  }

  #opened(token: Token): void {
    this.#open = true;
    this.#watch();
    this.#pingLater();
    this.#timers.after(this.#life(token), () => this.#ports.expiring(this));
    this.#ports.opened(this);
  }

  #life(token: Token): number {
    const life = this.#timers.between(REPLACE_MIN_MS, REPLACE_MAX_MS);
    const left = token.expiresAt - this.#ports.environment.now();
    if (left <= 0) {
      // The server accepted it: this device's clock is wrong.
      return life;
    }
    const usable = left - Math.min(TOKEN_MARGIN_MS, left / 5);
    return Math.min(life, Math.max(REPLACE_SOONEST_MS, usable));
  }

  #received(data: unknown): void {
    if (!this.#over) {
      this.#liveness.received();
      this.#ports.received(this, decode(data));
    }
  }

  #lost(): void {
    if (!this.#over) {
      this.close();
      this.#ports.lost(this);
    }
  }

  /** Closes the connection. */
  close(): void {
    this.#over = true;
    this.#timers.clear();
    // A socket that is closed before it opened reports an error: ignored.
    const ignore = () => {};
    Object.assign(this.#socket, { onopen: null, onmessage: null, onclose: null, onerror: ignore });
    this.#socket.close(1000);
  }

  send(frame: ClientFrame): void {
    if (this.isOpen) {
      this.#socket.send(JSON.stringify(frame));
      if ("requestId" in frame && frame.requestId !== undefined) {
        this.#liveness.expectsAnswer();
      }
    }
  }

  /** Requests a replacement again, because the last attempt failed. */
  expireLater(milliseconds: number): void {
    this.#timers.after(milliseconds, () => this.#ports.expiring(this));
  }

  #pingLater(): void {
    this.#timers.after(this.#timers.between(PING_MIN_MS, PING_MAX_MS), () => {
      this.probe();
      this.#pingLater();
    });
  }

  /** Tests whether the connection is alive. */
  probe(): void {
    if (this.isOpen) {
      this.#liveness.probe();
    }
  }

  /**
   * Processes the end of a catch-up.
   *
   * @returns whether it is the first complete one
   */
  caughtUp({ requestId, more }: CaughtUp): boolean {
    if (this.#syncId !== undefined && (requestId ?? (more ? "" : this.#syncId)) === this.#syncId) {
      this.#syncId = undefined;
    }
    this.#more = more === true;
    if (this.#more) {
      return false;
    }
    const first = !this.#caughtUp;
    this.#caughtUp = true;
    // A request that is still pending keeps its watch, because its answer may be lost.
    if (!this.#ports.replicas.hasGap && this.#syncId === undefined) {
      this.#wait.reset();
      this.#stopWatch?.();
      this.#stopWatch = undefined;
    }
    return first;
  }

  /** Requests missing entries, unless it has done so recently. */
  repair(): void {
    if (this.isCaughtUp && this.#syncId === undefined && !this.#stopWatch) {
      this.sync();
    }
  }

  /** Requests missing entries, repeatedly and after growing waits, until none is missing. */
  sync(): void {
    this.#syncId = this.#ports.environment.uuid();
    this.send({ action: "sync", requestId: this.#syncId, cursors: this.#ports.replicas.cursors() });
    this.#watch();
  }

  /** Repeats a `sync` that the server has refused for now, after the server's `retryAfterMs`. */
  refused({ requestId, retryAfterMs }: Rejected): void {
    if (requestId !== undefined && requestId === this.#syncId) {
      this.#watch(retryAfterMs);
    }
  }

  #watch(leastMs = 0): void {
    this.#stopWatch?.();
    this.#stopWatch = this.#timers.after(Math.max(this.#wait.next(), leastMs), () => {
      this.#stopWatch = undefined;
      if (!this.#caughtUp || this.#syncId || this.#more || this.#ports.replicas.hasGap) {
        this.sync();
      }
    });
  }
}
