import { isProtocolErrorCode, type ProtocolErrorCode } from "./protocol/errors.js";

/** The codes of the library's own errors. `docs/client.md`, "Errors", has the remedy for each. */
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

/** The code of an error. Map each code to a text for the user. */
export type ErrorCode = ProtocolErrorCode | ClientErrorCode;

/** An error of the library. `code` is for programs, `message` for developers and logs. */
export class ChatError extends Error {
  override readonly name = "ChatError";
  readonly code: ErrorCode;
  /** The conversation to which the error belongs. */
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

/** The code of a `rejected` frame; `unknownError` for a code of a newer server. */
export function codeOf({ code }: { readonly code: string }): ErrorCode {
  return isProtocolErrorCode(code) ? code : "unknownError";
}

/** The error for a call on a closed client. */
export function closedError(): ChatError {
  return new ChatError("closed", "The client was closed. Create a new one.");
}
