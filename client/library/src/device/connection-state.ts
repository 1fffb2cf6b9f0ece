/** The state of the client's connection. */
export type ConnectionState =
  /** A socket is being opened. */
  | { readonly status: "connecting" }
  /** Missed messages are arriving. */
  | { readonly status: "catchingUp" }
  /** The device has all missed messages, and messages are sent. */
  | { readonly status: "online" }
  /** The next attempt begins at `retryAt`, epoch milliseconds of the device's clock. */
  | { readonly status: "offline"; readonly retryAt: number }
  /** The client was closed. */
  | { readonly status: "closed" };

/**
 * Returns an OIDC ID token. The client calls it before each connect and waits at most 30 s. Return
 * the current token as long as it is valid for some more minutes.
 *
 * @param reason `refresh` is true if the server ended a connection because of its token, or if the
 * token of an open connection is about to expire; browsers do not report why a handshake was
 * refused
 */
export type TokenSource = (reason: { readonly refresh: boolean }) => Promise<string>;
