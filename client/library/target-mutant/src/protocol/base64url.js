/** Bytes as base64url without padding: RFC 4648 section 5. */
export function encoded(bytes) {
    return btoa(String.fromCharCode(...bytes))
        .replaceAll("+", "-")
        .replaceAll("/", "_")
        .replace(/=+$/, "");
}
/** The bytes of a base64url text; none if it is not base64url. */
export function decoded(text) {
    try {
        const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
        return Uint8Array.from(binary, character => character.charCodeAt(0));
    }
    catch {
        return new Uint8Array();
    }
}
//# sourceMappingURL=base64url.js.map