import { ChatClient, type TokenSource } from "@serverlesschat/client";
import { browserStore } from "@serverlesschat/client/indexeddb";
import { browserStorage, tabStorage } from "../common/storage.js";
import { Problem } from "../common/texts.js";
import { t } from "../language/language.js";
import { claimsOf } from "./claims.js";
import type { Config } from "./config.js";
import { answers, comesBack, type SignInEnded, signInAt, type Tokens } from "./provider.js";
import { refreshedTokens } from "./tokens.js";

/** A user who is signed in. */
export interface Person {
  readonly user: string;
  /** A phone number such as `+4930123456`, by which others can find this user. */
  readonly contactNumber?: string;
  /** Absent with the development issuer, which issues a token for each connection. */
  readonly tokens?: Tokens;
}

const SIGNED_IN = "signedIn";
/**
 * A key that is written and removed immediately, so that other tabs get an event. Its value has a
 * mark if the user's data must be deleted, then the user.
 */
const SIGNED_OUT = "signedOut";
const FORGETS = "forget:";
const KEEPS = "keep:";
const LAST_USER = "lastUser";

/** The user who signed in before this tab was reloaded. */
export function signedIn(): Person | undefined {
  const kept = tabStorage.get(SIGNED_IN);
  return kept ? (JSON.parse(kept) as Person) : undefined;
}

/** The user who signed in last with this browser. */
export function lastUser(): string {
  return browserStorage.get(LAST_USER) ?? "";
}

/** Keeps a user signed in while this tab is open. */
export function signIn(person: Person): void {
  keep(person);
  browserStorage.set(LAST_USER, person.user);
}

function keep(person: Person): void {
  tabStorage.set(SIGNED_IN, JSON.stringify(person));
}

/** Signs out in this tab only. The data of the device stays. */
export function forget(): void {
  tabStorage.remove(SIGNED_IN);
}

/**
 * Signs a user out in all other tabs of this browser, which also learn whether to delete the user's
 * data.
 */
export function signOutElsewhere({ user }: Person, forgetsDevice: boolean): void {
  browserStorage.set(SIGNED_OUT, (forgetsDevice ? FORGETS : KEEPS) + user);
  browserStorage.remove(SIGNED_OUT);
}

/**
 * Opens the sign-out page of the provider. The device no longer shows the user's data.
 *
 * @throws {@link Problem} or `TypeError` if the provider does not answer
 */
export async function endSession({ oidc }: Config, { user }: Person): Promise<void> {
  if (oidc) {
    forgetLastUser(user);
    await (await signInAt(oidc)).end();
  }
}

/** Removes the record of the last sign-in if it was this user. */
export function forgetLastUser(user: string): void {
  if (lastUser() === user) {
    browserStorage.remove(LAST_USER);
  }
}

/**
 * The user for whom the page opens. That is the user signed in in this tab. Without a network, the
 * provider cannot be asked, so it is the user who signed in last with this browser and has not
 * signed out.
 */
export async function personAtStart({ oidc }: Config): Promise<Person | undefined> {
  const here = signedIn();
  if (here || !oidc || lastUser() === "" || (await answers(oidc))) {
    return here;
  }
  return { user: lastUser() };
}

/**
 * Calls back when the user signs out in another tab.
 *
 * @returns a function that stops this
 */
export function onSignOutElsewhere(
  { user }: Person,
  leave: (forgetsDevice: boolean) => void,
): () => void {
  const changed = ({ key, newValue }: StorageEvent) => {
    if (key === SIGNED_OUT && (newValue === FORGETS + user || newValue === KEEPS + user)) {
      leave(newValue === FORGETS + user);
    }
  };
  addEventListener("storage", changed);
  return () => removeEventListener("storage", changed);
}

/** Signs in a user who comes back from the provider's sign-in page. */
export async function finishSignIn({ oidc }: Config): Promise<void> {
  if (oidc && comesBack()) {
    const tokens = await (await signInAt(oidc)).arrived();
    signIn({ user: claimsOf(tokens.idToken).sub, tokens });
  }
}

/** Callbacks of the sign-in while the chat is open. */
export interface SignInEvents {
  /** Called when the user has to sign in again. */
  ended(reason: SignInEnded): void;
  /** Called when the issuer refused a token; the chat requests another one. */
  refused(reason: Problem): void;
}

/** Creates the chat of a user without starting it. */
export function openChat(config: Config, person: Person, events: SignInEvents): ChatClient {
  return new ChatClient({
    url: config.webSocketUrl,
    token: tokenSource(config, person, events),
    store: browserStore(person.user),
  });
}

function tokenSource({ oidc }: Config, person: Person, events: SignInEvents): TokenSource {
  const keepIfStillHere = (tokens: Tokens) => signedIn() && keep({ ...person, tokens });
  const source = oidc
    ? refreshedTokens(oidc, person.tokens, keepIfStillHere, events.ended)
    : () => developmentToken(person);
  return async reason => {
    try {
      return await source(reason);
    } catch (error) {
      // Other errors mean that there is no connection, which the banner reports.
      if (error instanceof Problem) {
        events.refused(error);
      }
      throw error;
    }
  };
}

/** A token of the issuer in `./chat local`, which accepts every user without a password. */
async function developmentToken({ user, contactNumber }: Person): Promise<string> {
  const reply = await fetch("dev/token", {
    method: "POST",
    body: JSON.stringify({ user, name: user, ...(contactNumber && { contactNumber }) }),
  });
  if (reply.status >= 500) {
    throw new Error(`The issuer answered ${reply.status}.`);
  }
  const { token } = (await reply.json()) as { token?: string };
  if (token === undefined) {
    throw new Problem(t.signIn.refused);
  }
  return token;
}
