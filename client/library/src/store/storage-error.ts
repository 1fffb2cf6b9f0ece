import { ChatError, type ErrorCode } from "../errors.js";

/** Names of `DOMException` and codes of Node.js for failures that the user or the app can fix. */
const CODES: Readonly<Record<string, ErrorCode>> = {
  QuotaExceededError: "storageFull",
  ENOSPC: "storageFull",
  EDQUOT: "storageFull",
  VersionError: "storageOutdated",
  SecurityError: "storageUnavailable",
};

/** Converts the error of a store into a `ChatError`, by the name or the code of its cause. */
export function storageError(cause: unknown): ChatError {
  if (cause instanceof ChatError) {
    return cause;
  }
  const { name, code } = (cause ?? {}) as { readonly name?: string; readonly code?: unknown };
  const known = CODES[String(code)] ?? CODES[String(name)] ?? "storageFailed";
  return new ChatError(known, `The store failed: ${cause}`);
}

/** The error of a leader whose epoch is over. */
export function supersededError(): ChatError {
  return new ChatError("superseded", "Another client has taken over this store.");
}
