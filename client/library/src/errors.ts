import { isProtocolErrorCode, type ProtocolErrorCode } from "./protocol/errors.js";

/** The codes of the library's own errors: `docs/client.md`, "Errors", says what to do about each. */
export type ClientErrorCode =
  | "closed"
  | "connectFailed"
  | "digestMismatch"
  | "emptyText"
  | "foreignStore"
  | "invalidText"
  | "invalidToken"
  | "noWebSocket"
  | "notSupported"
  | "offline"
  | "storageFailed"
  | "storageFull"
  | "storageOutdated"
  | "storageUnavailable"
  | "storeDamaged"
  | "storeInUse"
  | "superseded"
  | "tokenFailed"
  | "unknownError";

/** The code of an error: map each code to words for the user. */
export type ErrorCode = ProtocolErrorCode | ClientErrorCode;

/** An error that says what to do next. `code` is for programs, `message` for developers and logs. */
export class ChatError extends Error {
  override readonly name = "ChatError";
  readonly code: ErrorCode;
  /** The conversation the error is about. */
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

/** The code of a refusal; `unknownError` for a code of a newer server. */
export function codeOf({ code }: { readonly code: string }): ErrorCode {
  return isProtocolErrorCode(code) ? code : "unknownError";
}

/** The error for a call of a client that is closed. */
export function closedError(): ChatError {
  return new ChatError("closed", "The client was closed. Make a new one.");
}
