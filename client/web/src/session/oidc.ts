import { tabStorage } from "../common/storage.js";
import { Problem } from "../common/texts.js";
import { t } from "../language/language.js";

/** An OIDC provider and this app's client there, such as a Cognito user pool. */
export interface Provider {
  /** The issuer's address, without a trailing slash. */
  readonly issuer: string;
  readonly clientId: string;
}

interface Endpoints {
  readonly authorization_endpoint: string;
  readonly token_endpoint: string;
  readonly end_session_endpoint?: string;
}

/** The provider wants the user to sign in again. */
export class SignInEnded extends Problem {}

/** The tokens of a sign-in. */
export interface Tokens {
  readonly idToken: string;
  readonly refreshToken?: string;
}

/** A user waits this time for the provider before the page opens without it. */
const PATIENCE_MS = 3_000;
const BEGUN = "signInBegun";

interface Begun {
  readonly state: string;
  readonly verifier: string;
  /** The fragment of the page's address, which a redirect URI cannot contain. */
  readonly hash: string;
}

/**
 * Sign-in by authorization code with PKCE: RFC 7636, OpenID Connect Core 1.0 section 3.1. The browser
 * opens the provider's page and comes back with a code in the page's address.
 */
export class Oidc {
  readonly #provider: Provider;
  /** The page's folder: `/` also if the user opened `/index.html`. */
  readonly #redirectUri = new URL(".", location.href).href;

  constructor(provider: Provider) {
    this.#provider = provider;
  }

  /**
   * Opens the provider's sign-in page.
   *
   * @throws {@link Problem} if the browser blocks the storage that a sign-in needs
   */
  async leave(): Promise<void> {
    const begun: Begun = { state: random(), verifier: random(), hash: location.hash };
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(begun.verifier));
    const address = new URL((await this.#endpoints()).authorization_endpoint);
    address.search = new URLSearchParams({
      response_type: "code",
      client_id: this.#provider.clientId,
      redirect_uri: this.#redirectUri,
      scope: "openid",
      state: begun.state,
      code_challenge: base64url(new Uint8Array(digest)),
      code_challenge_method: "S256",
    }).toString();
    if (!tabStorage.set(BEGUN, JSON.stringify(begun))) {
      throw new Problem(t.signIn.blocked);
    }
    location.assign(address);
  }

  /**
   * Redeems the code in the page's address, and removes it from the address.
   *
   * @returns undefined if the browser does not come from the sign-in page
   * @throws {@link Problem} if the provider refused, or the sign-in did not begin in this tab
   */
  async arrived(): Promise<Tokens | undefined> {
    const answer = new URLSearchParams(location.search);
    const kept = tabStorage.get(BEGUN);
    const code = answer.get("code");
    const refused = answer.get("error");
    if (code === null && refused === null) {
      return undefined;
    }
    tabStorage.remove(BEGUN);
    const begun = kept ? (JSON.parse(kept) as Begun) : undefined;
    history.replaceState(undefined, "", this.#redirectUri + (begun?.hash ?? ""));
    if (begun?.state !== answer.get("state")) {
      throw new Problem(t.signIn.foreign);
    }
    if (code === null) {
      throw new Problem(t.signIn.askAgain);
    }
    return this.#ask({
      grant_type: "authorization_code",
      code,
      redirect_uri: this.#redirectUri,
      code_verifier: begun.verifier,
    });
  }

  /**
   * Opens the provider's sign-out page, which leads back here. Does nothing if there is none.
   * OpenID Connect RP-Initiated Logout 1.0; Cognito calls `post_logout_redirect_uri` `logout_uri`.
   */
  async end(): Promise<void> {
    const { end_session_endpoint: end } = await this.#endpoints();
    if (end !== undefined) {
      const address = new URL(end);
      address.searchParams.set("client_id", this.#provider.clientId);
      address.searchParams.set("post_logout_redirect_uri", this.#redirectUri);
      address.searchParams.set("logout_uri", this.#redirectUri);
      location.assign(address);
    }
  }

  /** A new ID token. @throws {@link SignInEnded} if the user has to sign in again */
  async refreshed(tokens: Tokens | undefined): Promise<Tokens> {
    if (tokens?.refreshToken === undefined) {
      await this.#endpoints(); // Without network nobody can sign in again.
      throw new SignInEnded(t.signIn.ended);
    }
    const fresh = await this.#ask({
      grant_type: "refresh_token",
      refresh_token: tokens.refreshToken,
    });
    return { ...tokens, ...fresh };
  }

  /** Whether the provider answers, within a time that a user waits. */
  async answers(): Promise<boolean> {
    try {
      const reply = await fetch(this.#discovery, { signal: AbortSignal.timeout(PATIENCE_MS) });
      return reply.ok;
    } catch {
      return false;
    }
  }

  get #discovery(): string {
    return `${this.#provider.issuer}/.well-known/openid-configuration`;
  }

  async #ask(parameters: Record<string, string>): Promise<Tokens> {
    const reply = await fetch((await this.#endpoints()).token_endpoint, {
      method: "POST",
      body: new URLSearchParams({ ...parameters, client_id: this.#provider.clientId }),
    });
    const answer = (await reply.json()) as {
      id_token?: string;
      refresh_token?: string;
      error?: string;
    };
    if (answer.error === "invalid_grant") {
      throw new SignInEnded(t.signIn.ended);
    }
    if (answer.id_token === undefined) {
      throw new Problem(t.signIn.askAgain);
    }
    const { id_token: idToken, refresh_token: refreshToken } = answer;
    return { idToken, ...(refreshToken !== undefined && { refreshToken }) };
  }

  async #endpoints(): Promise<Endpoints> {
    const reply = await fetch(this.#discovery);
    if (!reply.ok) {
      throw new Problem(t.signIn.providerUnavailable);
    }
    return (await reply.json()) as Endpoints;
  }
}

function random(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
