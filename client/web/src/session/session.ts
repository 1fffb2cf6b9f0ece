import { ChatClient, type TokenSource } from "@serverlesschat/client";
import { browserStore } from "@serverlesschat/client/indexeddb";
import type { Config } from "./config.js";
import { Oidc, type SignInEnded, type Tokens } from "./oidc.js";
import { claimsOf, refreshedTokens } from "./tokens.js";

/** Who is signed in with this tab. */
export interface Person {
  readonly user: string;
  /** Such as `+4930123456`, by which others find this user. */
  readonly contactNumber?: string;
  /** Absent where the development issuer makes a new one each time. */
  readonly tokens?: Tokens;
}

const SIGNED_IN = "signedIn";
/** Written for a moment, so that other tabs hear of it. */
const SIGNED_OUT = "signedOut";
const LAST_USER = "lastUser";

/** Who signed in with this tab before it was loaded anew. */
export function signedIn(): Person | undefined {
  const kept = sessionStorage.getItem(SIGNED_IN);
  return kept ? (JSON.parse(kept) as Person) : undefined;
}

/** Who signed in last with this browser. */
export function lastUser(): string {
  return localStorage.getItem(LAST_USER) ?? "";
}

/** Keeps a person signed in as long as this tab is open. */
export function signIn(person: Person): void {
  keep(person);
  localStorage.setItem(LAST_USER, person.user);
}

function keep(person: Person): void {
  sessionStorage.setItem(SIGNED_IN, JSON.stringify(person));
}

/** Forgets who is signed in, in this tab only. What the device holds stays for the next time. */
export function forget(): void {
  sessionStorage.removeItem(SIGNED_IN);
}

/**
 * Signs a person out in all tabs of this browser, and at the provider: its page comes next.
 *
 * @throws `Error` if the provider cannot be asked
 */
export async function signOut({ oidc }: Config, { user }: Person): Promise<void> {
  forget();
  localStorage.setItem(SIGNED_OUT, user);
  localStorage.removeItem(SIGNED_OUT);
  await (oidc && new Oidc(oidc).end());
}

/**
 * Says when the person signs out in another tab.
 *
 * @returns what stops that
 */
export function onSignOutElsewhere({ user }: Person, leave: () => void): () => void {
  const changed = ({ key, newValue }: StorageEvent) => {
    if (key === SIGNED_OUT && newValue === user) {
      leave();
    }
  };
  addEventListener("storage", changed);
  return () => removeEventListener("storage", changed);
}

/** Signs in whoever comes back from the provider's sign-in page. */
export async function finishSignIn({ oidc }: Config): Promise<void> {
  const tokens = oidc && (await new Oidc(oidc).arrived());
  if (tokens) {
    signIn({ user: claimsOf(tokens.idToken).sub, tokens });
  }
}

/**
 * The chat of a person, not started yet.
 *
 * @param ended is called when the person has to sign in again
 */
export function openChat(
  config: Config,
  person: Person,
  ended: (reason: SignInEnded) => void,
): ChatClient {
  return new ChatClient({
    url: config.webSocketUrl,
    token: tokenSource(config, person, ended),
    store: browserStore(person.user),
  });
}

function tokenSource(
  { oidc }: Config,
  person: Person,
  ended: (reason: SignInEnded) => void,
): TokenSource {
  if (!oidc || !person.tokens) {
    return () => developmentToken(person);
  }
  const keepIfStillHere = (tokens: Tokens) => signedIn() && keep({ ...person, tokens });
  return refreshedTokens(oidc, person.tokens, keepIfStillHere, ended);
}

/** A token of the issuer in `./chat local`, which believes everybody. */
async function developmentToken({ user, contactNumber }: Person): Promise<string> {
  const reply = await fetch("dev/token", {
    method: "POST",
    body: JSON.stringify({ user, name: user, ...(contactNumber && { contactNumber }) }),
  });
  const { token, error } = (await reply.json()) as { token?: string; error?: string };
  if (token === undefined) {
    throw new Error(error ?? `The issuer answered ${reply.status}.`);
  }
  return token;
}
