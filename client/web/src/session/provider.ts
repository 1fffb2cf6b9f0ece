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

/** The provider wants the user to sign in again. */
export class SignInEnded extends Problem {}

/** A user waits this time for the provider before the page opens without it. */
const PATIENCE_MS = 3_000;

/** Whether the provider answers, within a time that a user waits. */
export async function answers({ issuer }: Provider): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const reply = await fetch(`${issuer}/.well-known/openid-configuration`, { signal });
    return reply.ok;
  } catch {
    return false;
  }
}

/** Whether the browser comes back from the provider's sign-in page. */
export function comesBack(): boolean {
  const answer = new URLSearchParams(location.search);
  return answer.has("code") || answer.has("error");
}

/**
 * The sign-in at a provider. Its code is loaded when it is needed.
 *
 * @throws `TypeError` if it is not on this device and there is no network
 */
export async function signInAt(provider: Provider): Promise<Oidc> {
  const { Oidc } = await import("./oidc.js");
  return new Oidc(provider);
}
