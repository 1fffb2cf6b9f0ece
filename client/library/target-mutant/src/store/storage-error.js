import { ChatError } from "../errors.js";
/** Names of `DOMException` and codes of Node.js whose cause the user or the app can remove. */
const CODES = {
    QuotaExceededError: "storageFull",
    ENOSPC: "storageFull",
    EDQUOT: "storageFull",
    VersionError: "storageOutdated",
    SecurityError: "storageUnavailable",
};
/** The error of a store as a `ChatError`, by the name or the code of its cause. */
export function storageError(cause) {
    if (cause instanceof ChatError) {
        return cause;
    }
    const { name, code } = (cause ?? {});
    const known = CODES[String(code)] ?? CODES[String(name)] ?? "storageFailed";
    return new ChatError(known, `The store failed: ${cause}`);
}
/** The error of a leader whose epoch has passed. */
export function supersededError() {
    return new ChatError("superseded", "Another client has taken over this store.");
}
//# sourceMappingURL=storage-error.js.map