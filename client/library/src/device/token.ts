import type { Environment } from "../environment.js";
import { ChatError } from "../errors.js";
import { decoded } from "../protocol/base64url.js";
import { within } from "../within.js";
import type { TokenSource } from "./connection-state.js";

/** Time for the token callback. */
const TOKEN_MS = 30_000;

/** The dependencies of a token request. */
export interface TokenPorts {
  readonly environment: Environment;
  readonly token: TokenSource;
}

/** An OIDC ID token with its claims. */
export interface Token {
  readonly text: string;
  /** Its `sub`. */
  readonly user: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

/**
 * Calls the token callback of the app.
 *
 * @throws `ChatError` `tokenFailed` or `invalidToken`
 */
export async function askToken(
  { environment, token }: TokenPorts,
  refresh: boolean,
): Promise<Token> {
  let text: string;
  try {
    text = await within(environment, TOKEN_MS, token({ refresh }), new Error("no answer in 30 s"));
  } catch (cause) {
    throw new ChatError("tokenFailed", `The token callback failed: ${cause}`);
  }
  return readToken(text);
}

/**
 * Reads a token without checking its signature; the server checks it.
 *
 * @throws {@link ChatError} `invalidToken`
 */
function readToken(text: string): Token {
  try {
    const claims = decoded(String(text).split(".")[1] as string);
    const { sub, exp } = JSON.parse(new TextDecoder().decode(claims));
    if (typeof sub === "string" && typeof exp === "number") {
      return { text, user: sub, expiresAt: exp * 1000 };
    }
  } catch {
    // Reported below, without the token.
  }
  throw new ChatError(
    "invalidToken",
    "The token callback must return an OIDC ID token with `sub` and `exp`.",
  );
}
