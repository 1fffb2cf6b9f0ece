import { ChatError } from "../errors.js";
import type { ClientFrame } from "../protocol/client-frames.js";
import type { ConnectionPorts } from "./connection-ports.js";
import type { ConnectionState } from "./connection-state.js";
import { Session, type SessionPorts } from "./session.js";
import { Doubling, Timers } from "./timers.js";
import { askToken } from "./token.js";

const REPLACE_AGAIN_MS = 5_000;

/** Keeps a device connected with one connection, and replaces the connection before it ends. */
export class Connections {
  readonly #ports: ConnectionPorts;
  readonly #timers: Timers;
  readonly #reconnect = new Doubling();
  readonly #sessionPorts: SessionPorts;
  #current: Session | undefined;
  #replacement: Session | undefined;
  /** Whether the token callback is running. */
  #asking = false;
  #refresh = false;
  #stopWaiting: (() => void) | undefined;
  #closed = false;
  #state: ConnectionState = { status: "connecting" };

  constructor(ports: ConnectionPorts) {
    this.#ports = ports;
    this.#timers = new Timers(ports.environment);
    this.#sessionPorts = {
      ...ports,
      opened: session => session === this.#current && this.#changed({ status: "catchingUp" }),
      lost: session => this.#lost(session),
      expiring: session => this.#replace(session),
    };
  }

  get state(): ConnectionState {
    return this.#state;
  }

  #changed(state: ConnectionState): void {
    this.#state = state;
    this.#ports.changed(state);
  }

  /** Whether frames can be sent. */
  get isOnline(): boolean {
    return this.#current?.isOpen === true;
  }

  /** Whether messages may be sent. */
  get isReady(): boolean {
    return this.#current?.isCaughtUp === true;
  }

  /** The connection in use. */
  get current(): Session | undefined {
    return this.#current;
  }

  send(frame: ClientFrame): void {
    this.#current?.send(frame);
  }

  /** Connects now, unless a connection is open or opening. */
  connect(): void {
    if (!this.#closed && !this.#current && !this.#asking) {
      this.#stopWaiting?.();
      this.#stopWaiting = undefined;
      this.#changed({ status: "connecting" });
      void this.#open(
        session => {
          this.#current = session;
        },
        () => this.#connectLater(),
      );
    }
  }

  async #open(opened: (session: Session) => void, failed: () => void): Promise<void> {
    this.#asking = true;
    let session: Session | undefined;
    try {
      const token = await askToken(this.#ports, this.#refresh);
      if (!this.#closed) {
        session = new Session(this.#sessionPorts, this.#ports.address(token), token);
        this.#refresh = false;
      }
    } catch (error) {
      this.#ports.fail(
        error instanceof ChatError
          ? error
          : new ChatError("connectFailed", `Check the address: ${error}`),
      );
    }
    this.#asking = false;
    if (session) {
      opened(session);
    } else if (!this.#closed) {
      failed();
    }
  }

  #connectLater(): void {
    const wait = this.#timers.between(0, this.#reconnect.next());
    const retryAt = this.#ports.environment.now() + wait;
    this.#changed({ status: "offline", retryAt });
    this.#stopWaiting = this.#timers.after(wait, () => this.connect());
  }

  #lost(session: Session): void {
    if (session === this.#replacement) {
      this.#replacement = undefined;
      this.#current?.expireLater(REPLACE_AGAIN_MS);
    } else if (session === this.#current) {
      this.#current = this.#replacement;
      this.#replacement = undefined;
      if (this.#current) {
        this.#changed({ status: this.#current.isOpen ? "catchingUp" : "connecting" });
      } else if (this.#asking) {
        this.#changed({ status: "connecting" });
      } else {
        this.#connectLater();
      }
    }
  }

  /** Opens the next connection before this one is closed. */
  #replace(session: Session): void {
    if (session === this.#current && session.isOpen && !this.#replacement && !this.#asking) {
      this.#refresh = true;
      void this.#open(
        next => {
          if (this.#current) {
            this.#replacement = next;
          } else {
            this.#current = next;
          }
        },
        () => (this.#current ? session.expireLater(REPLACE_AGAIN_MS) : this.#connectLater()),
      );
    }
  }

  /** Called when a session has caught up. */
  caughtUp(session: Session): void {
    this.#reconnect.reset();
    if (session === this.#replacement) {
      this.#current?.close();
      this.#current = session;
      this.#replacement = undefined;
    }
    if (session === this.#current) {
      this.#changed({ status: "online" });
    }
  }

  /** The server reported that the token has expired. */
  renew(session: Session): void {
    this.#refresh = true;
    this.#drop(session);
  }

  /** Called when the system has lost its network: no connection is alive. */
  offline(): void {
    this.#replacement?.close();
    this.#replacement = undefined;
    if (this.#current) {
      this.#drop(this.#current);
    }
  }

  #drop(session: Session): void {
    session.close();
    this.#lost(session);
  }

  /** Tests the connection, or connects immediately, because the network may have changed. */
  wake(): void {
    if (this.#current) {
      this.#current.probe();
    } else if (this.#stopWaiting) {
      this.connect();
    }
  }

  close(): void {
    this.#closed = true;
    this.#timers.clear();
    this.#current?.close();
    this.#replacement?.close();
    this.#current = undefined;
    this.#replacement = undefined;
    this.#changed({ status: "closed" });
  }
}
