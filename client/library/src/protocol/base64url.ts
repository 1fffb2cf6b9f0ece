/** Bytes as base64url without padding: RFC 4648 section 5. */
export function encoded(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
}

/** The bytes of a base64url text; undefined if it is not base64url. */
export function decoded(text: string): Uint8Array {
  try {
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(binary, character => character.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}
