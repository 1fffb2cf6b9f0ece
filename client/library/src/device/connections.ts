import type { Environment } from "../environment.js";
import { ChatError } from "../errors.js";
import type { ClientFrame } from "../protocol/frames.js";
import { within } from "../within.js";
import { Session, type SessionPorts } from "./session.js";
import { Doubling, Timers } from "./timers.js";
import { readToken, type Token } from "./token.js";

const REPLACE_AGAIN_MS = 5_000;
/** Time for the token callback. */
const TOKEN_MS = 30_000;

/** Whether the client has a connection. */
export type ConnectionState =
  /** A socket is being opened. */
  | { readonly status: "connecting" }
  /** What was missed is coming. */
  | { readonly status: "catchingUp" }
  /** All that was missed is here; messages go out. */
  | { readonly status: "online" }
  /** The next try comes at `retryAt`, epoch milliseconds of the device's clock. */
  | { readonly status: "offline"; readonly retryAt: number }
  /** Ended for good. */
  | { readonly status: "closed" };

/**
 * Gives an OIDC ID token. Asked before each connect: give the one you have while it is good for
 * some minutes.
 *
 * @param reason `refresh` is true if the server closed a connection for its token, or the token is
 *   about to end under an open one; a browser is not told why a handshake is refused
 */
export type TokenSource = (reason: { readonly refresh: boolean }) => Promise<string>;

/** What connections ask of their device. */
export interface ConnectionPorts extends Omit<SessionPorts, "opened" | "lost" | "expiring"> {
  readonly environment: Environment;
  readonly token: TokenSource;
  /** The address to connect to; throws if the store is not this user's. */
  address(token: Token): string;
  changed(state: ConnectionState): void;
  fail(error: ChatError): void;
}

/** Keeps a device connected: one connection at a time, and the next one before it ends. */
export class Connections {
  readonly #ports: ConnectionPorts;
  readonly #timers: Timers;
  readonly #reconnect = new Doubling();
  readonly #sessionPorts: SessionPorts;
  #current: Session | undefined;
  #replacement: Session | undefined;
  /** Whether a token is being asked for. */
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

  /** Connects now, unless connected or about to be. */
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
      const token = readToken(await this.#askToken());
      if (!this.#closed) {
        session = new Session(this.#sessionPorts, this.#ports.address(token), token);
        this.#refresh = false;
      }
    } catch (error) {
      this.#ports.fail(
        error instanceof ChatError
          ? error
          : new ChatError("connectFailed", `Look at the address: ${error}`),
      );
    }
    this.#asking = false;
    if (session) {
      opened(session);
    } else if (!this.#closed) {
      failed();
    }
  }

  async #askToken(): Promise<string> {
    const { environment, token } = this.#ports;
    const late = new Error("no answer in 30 s");
    try {
      return await within(environment, TOKEN_MS, token({ refresh: this.#refresh }), late);
    } catch (cause) {
      throw new ChatError("tokenFailed", `The token callback failed: ${cause}`);
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

  /** A session was told that nothing is missing. */
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

  /** The server said that the token has ended. */
  renew(session: Session): void {
    this.#refresh = true;
    this.#drop(session);
  }

  /** The system has lost its network: no connection is alive. */
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

  /** The network may have changed: shows whether the socket lives, or tries again at once. */
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
