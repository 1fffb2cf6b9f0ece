/**
 * The codes of a `rejected` frame, and whether a repeated request may succeed: `docs/protocol.md`,
 * "Error codes". A test compares both with the document.
 */
export const PROTOCOL_ERRORS = {
  malformedFrame: { retryable: false },
  unknownAction: { retryable: false },
  invalidField: { retryable: false },
  tooLarge: { retryable: false },
  unknownUser: { retryable: false },
  recipientUnavailable: { retryable: false },
  targetGone: { retryable: false },
  tooLate: { retryable: false },
  ackBeyondLog: { retryable: false },
  tokenExpired: { retryable: false },
  userDisabled: { retryable: false },
  rateLimited: { retryable: true },
  conflict: { retryable: true },
  unavailable: { retryable: true },
} as const;

/** A code of a `rejected` frame that this version of the library knows. */
export type ProtocolErrorCode = keyof typeof PROTOCOL_ERRORS;

/** Whether this version of the library knows a code of the server. */
export function isProtocolErrorCode(code: string): code is ProtocolErrorCode {
  return Object.hasOwn(PROTOCOL_ERRORS, code);
}
