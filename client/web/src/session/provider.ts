import { Problem } from "../common/texts.js";
import type { Oidc } from "./oidc.js";

/** An OIDC provider and this app's client there, such as a Cognito user pool. */
export interface Provider {
  /** The issuer's address, without a trailing slash. */
  readonly issuer: string;
  readonly clientId: string;
}

/** The tokens of a sign-in. */
export interface Tokens {
  readonly idToken: string;
  readonly refreshToken?: string;
}

/** Thrown if the provider requires the user to sign in again. */
export class SignInEnded extends Problem {}

/** The time for which the page waits for the provider before it opens without it. */
const PATIENCE_MS = 3_000;

/** Whether the provider answers within the time limit. */
export async function answers({ issuer }: Provider): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const reply = await fetch(`${issuer}/.well-known/openid-configuration`, { signal });
    return reply.ok;
  } catch {
    return false;
  }
}

/** Whether the browser was redirected from the provider's sign-in page. */
export function comesBack(): boolean {
  const answer = new URLSearchParams(location.search);
  return answer.has("code") || answer.has("error");
}

/**
 * Loads the code for the sign-in at a provider on first use.
 *
 * @throws `TypeError` if the code is not on this device and there is no network
 */
export async function signInAt(provider: Provider): Promise<Oidc> {
  const { Oidc } = await import("./oidc.js");
  return new Oidc(provider);
}
