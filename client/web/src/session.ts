import { ChatClient, type TokenSource } from "@serverlesschat/client";
import { browserStore } from "@serverlesschat/client/indexeddb";
import type { Config } from "./config.js";
import { Oidc, type Provider, type Tokens } from "./oidc.js";

/** Who is signed in with this tab. */
export interface Person {
  readonly user: string;
  /** Such as `+4930123456`, by which others find this user. */
  readonly contactNumber?: string;
  /** Absent where the development issuer makes a new one each time. */
  readonly tokens?: Tokens;
}

const SIGNED_IN = "signedIn";
const SIGNED_OUT = "signedOut";
const LAST_USER = "lastUser";

/** Printable ASCII, as the protocol has user ids. */
export const USER_ID = /^[\x21-\x7e]{1,128}$/;

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
  sessionStorage.setItem(SIGNED_IN, JSON.stringify(person));
  localStorage.setItem(LAST_USER, person.user);
  localStorage.removeItem(SIGNED_OUT);
}

/** Forgets who is signed in. What the device holds stays for the next time. */
export function signOut(): void {
  sessionStorage.removeItem(SIGNED_IN);
  localStorage.setItem(SIGNED_OUT, "true");
}

/** Leaves for the provider's sign-in page. Who signed out before is not let in again unasked. */
export function leaveToSignIn(provider: Provider): Promise<void> {
  return new Oidc(provider).leave({ anew: localStorage.getItem(SIGNED_OUT) !== null });
}

/** Signs in whoever comes back from the provider's sign-in page. */
export async function finishSignIn({ oidc }: Config): Promise<void> {
  const tokens = oidc && (await new Oidc(oidc).arrived());
  if (tokens) {
    signIn({ user: subject(tokens.idToken), tokens });
  }
}

/** The chat of a person, not started yet. */
export function openChat(config: Config, person: Person): ChatClient {
  return new ChatClient({
    url: config.webSocketUrl,
    token: tokenSource(config, person),
    store: browserStore(person.user),
  });
}

function tokenSource({ oidc }: Config, person: Person): TokenSource {
  let { tokens } = person;
  if (!oidc || !tokens) {
    return () => developmentToken(person);
  }
  const provider = new Oidc(oidc);
  return async ({ refresh }) => {
    if (refresh) {
      tokens = await provider.refreshed(tokens as Tokens);
      signIn({ ...person, tokens });
    }
    return (tokens as Tokens).idToken;
  };
}

/** The user an ID token is of. The server checks it; here it only names the device's store. */
function subject(idToken: string): string {
  const [, claims = ""] = idToken.split(".");
  const bytes = Uint8Array.from(atob(claims.replaceAll("-", "+").replaceAll("_", "/")), sign =>
    sign.charCodeAt(0),
  );
  return (JSON.parse(new TextDecoder().decode(bytes)) as { sub: string }).sub;
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
