import { ChatError } from "../errors.js";

/** An OIDC ID token, and what it says. */
export interface Token {
  readonly text: string;
  /** Whose it is: its `sub`. */
  readonly user: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

/**
 * Reads a token. Its signature is the server's to check.
 *
 * @throws {@link ChatError} `invalidToken`
 */
export function readToken(text: string): Token {
  try {
    const payload = String(text).split(".")[1] as string;
    const binary = atob(payload.replaceAll("-", "+").replaceAll("_", "/"));
    const utf8 = Uint8Array.from(binary, character => character.charCodeAt(0));
    const { sub, exp } = JSON.parse(new TextDecoder().decode(utf8));
    if (typeof sub === "string" && typeof exp === "number") {
      return { text, user: sub, expiresAt: exp * 1000 };
    }
  } catch {
    // Said below, without the token.
  }
  throw new ChatError(
    "invalidToken",
    "The token callback must give an OIDC ID token: a JWT with `sub` and `exp`.",
  );
}
