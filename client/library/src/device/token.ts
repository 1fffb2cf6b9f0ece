import { ChatError } from "../errors.js";
import { decoded } from "../protocol/base64url.js";

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
    const claims = decoded(String(text).split(".")[1] as string);
    const { sub, exp } = JSON.parse(new TextDecoder().decode(claims));
    if (typeof sub === "string" && typeof exp === "number") {
      return { text, user: sub, expiresAt: exp * 1000 };
    }
  } catch {
    // Said below, without the token.
  }
  throw new ChatError(
    "invalidToken",
    "The token callback must give an OIDC ID token, with `sub` and `exp`.",
  );
}
