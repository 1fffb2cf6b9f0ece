/**
 * What went wrong, for programs. A code of the protocol (`unknownUser`, `recipientUnavailable`,
 * `tooLarge`, …: see `docs/protocol.md`, "Error codes"), or one of the library's own:
 *
 * | code | what to do |
 * |---|---|
 * | `closed` | the client was closed: make a new one |
 * | `connectFailed` | the socket could not be made: look at the address |
 * | `digestMismatch` | this device's replica of a conversation is not the server's: call `resync()` |
 * | `foreignStore` | the store is another user's: give each user a store of their own |
 * | `invalidToken` | the callback gave no OIDC ID token: look at it |
 * | `malformedFrame` | the server sent what the protocol does not allow: report it |
 * | `noWebSocket` | there is no `WebSocket`: Node.js 22, or 20 with `--experimental-websocket` |
 * | `offline` | no answer in time: try again once the client is online |
 * | `storageFailed` | the store could not be written: free space; the client tries again |
 * | `storeInUse` | another process has the store open: close it, or name another one |
 * | `tokenFailed` | the callback threw, `message` says what; the client tries again |
 */
export type ErrorCode = string;

/** An error that says what to do next. Its `code` is for programs, its `message` for developers. */
export class ChatError extends Error {
  override readonly name = "ChatError";
  readonly code: ErrorCode;
  /** The conversation it is about. */
  readonly peer: string | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    about: { readonly peer?: string | undefined } = {},
  ) {
    super(message);
    this.code = code;
    this.peer = about.peer;
  }
}
