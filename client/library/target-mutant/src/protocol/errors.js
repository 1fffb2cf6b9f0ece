/**
 * The codes of a `rejected` frame, and whether the same request may succeed later:
 * `docs/protocol.md`, "Error codes". A test compares both with the document.
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
};
/** Whether this version of the library knows a code of the server. */
export function isProtocolErrorCode(code) {
    return Object.hasOwn(PROTOCOL_ERRORS, code);
}
//# sourceMappingURL=errors.js.map