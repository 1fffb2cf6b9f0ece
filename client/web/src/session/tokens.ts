import type { TokenSource } from "@serverlesschat/client";
import { claimsOf } from "./claims.js";
import { type Provider, SignInEnded, signInAt, type Tokens } from "./provider.js";

/**
 * A token that expires within this time is refreshed, because the connection ends with the token.
 */
const ENDS_SOON_MS = 5 * 60_000;

/**
 * The tokens of a user who signed in at a provider, refreshed in time.
 *
 * @param signedIn absent for a user who has to sign in once the provider can be reached
 * @param keep called with the refreshed tokens
 * @param ended called when the user has to sign in again
 */
export function refreshedTokens(
  provider: Provider,
  signedIn: Tokens | undefined,
  keep: (tokens: Tokens) => void,
  ended: (reason: SignInEnded) => void,
): TokenSource {
  let tokens = signedIn;
  return async ({ refresh }) => {
    const isFresh = tokens && claimsOf(tokens.idToken).exp * 1000 >= Date.now() + ENDS_SOON_MS;
    if (refresh || !tokens || !isFresh) {
      try {
        tokens = await (await signInAt(provider)).refreshed(tokens);
        keep(tokens);
      } catch (error) {
        if (error instanceof SignInEnded) {
          ended(error);
        }
        throw error;
      }
    }
    return tokens.idToken;
  };
}
