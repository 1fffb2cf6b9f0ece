/** The state of the client's connection. */
export type ConnectionState =
  /** A socket is being opened. */
  | { readonly status: "connecting" }
  /** Missed messages are arriving. */
  | { readonly status: "catchingUp" }
  /** All missed messages are here; messages are sent. */
  | { readonly status: "online" }
  /** The next attempt begins at `retryAt`, epoch milliseconds of the device's clock. */
  | { readonly status: "offline"; readonly retryAt: number }
  /** The client was closed. */
  | { readonly status: "closed" };

/**
 * Returns an OIDC ID token. Called before each connect, with 30 s for the answer: return the current
 * token while it is valid for some minutes.
 *
 * @param reason `refresh` is true if the server ended a connection because of its token, or if the
 *   token of an open one is about to end; a browser does not tell why a handshake was refused
 */
export type TokenSource = (reason: { readonly refresh: boolean }) => Promise<string>;
