import type { Environment } from "../environment.js";
import type { ChatError } from "../errors.js";
import type { ConnectionState, TokenSource } from "./connection-state.js";
import type { SessionPorts } from "./session.js";
import type { Token } from "./token.js";

/** The dependencies of {@link Connections}. */
export interface ConnectionPorts extends Omit<SessionPorts, "opened" | "lost" | "expiring"> {
  readonly environment: Environment;
  readonly token: TokenSource;
  /** The address to connect to; throws if the store is not this user's. */
  address(token: Token): string;
  changed(state: ConnectionState): void;
  fail(error: ChatError): void;
}
