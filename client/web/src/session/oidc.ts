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
export class SignInEnded extends Error {}

/** What an issuer gave. */
export interface Tokens {
  readonly idToken: string;
  readonly refreshToken?: string;
}

const BEGUN = "signInBegun";

interface Begun {
  readonly state: string;
  readonly verifier: string;
  /** Where on the page the user was going: no redirect URI has one. */
  readonly hash: string;
}

/**
 * Sign-in by authorization code with PKCE: RFC 7636, OpenID Connect Core 1.0 section 3.1. The browser
 * goes to the provider, and comes back with a code in the page's address.
 */
export class Oidc {
  readonly #provider: Provider;
  /** The page's folder: `/` also where somebody opened `/index.html`. */
  readonly #redirectUri = new URL(".", location.href).href;

  constructor(provider: Provider) {
    this.#provider = provider;
  }

  /** Leaves for the provider's sign-in page. */
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
    sessionStorage.setItem(BEGUN, JSON.stringify(begun));
    location.assign(address);
  }

  /**
   * Takes the code the browser came back with, once: it is gone from the address then.
   *
   * @returns absent if the browser did not come from the sign-in page
   * @throws `Error` if the provider refused, or somebody else made up the address
   */
  async arrived(): Promise<Tokens | undefined> {
    const answer = new URLSearchParams(location.search);
    const kept = sessionStorage.getItem(BEGUN);
    const code = answer.get("code");
    const refused = answer.get("error");
    if (code === null && refused === null) {
      return undefined;
    }
    sessionStorage.removeItem(BEGUN);
    const begun = kept ? (JSON.parse(kept) as Begun) : undefined;
    history.replaceState(undefined, "", this.#redirectUri + (begun?.hash ?? ""));
    if (begun?.state !== answer.get("state")) {
      throw new Error("This sign-in did not begin here. Sign in again.");
    }
    if (code === null) {
      throw new Error(`The sign-in was refused: ${answer.get("error_description") ?? refused}`);
    }
    return this.#ask({
      grant_type: "authorization_code",
      code,
      redirect_uri: this.#redirectUri,
      code_verifier: begun.verifier,
    });
  }

  /**
   * Leaves for the page that ends the session at the provider, which then leads back; stays if the
   * provider has none. OpenID Connect RP-Initiated Logout 1.0; Cognito has a name of its own for
   * the standard's `post_logout_redirect_uri`.
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
  async refreshed(tokens: Tokens): Promise<Tokens> {
    if (tokens.refreshToken === undefined) {
      throw new SignInEnded("The sign-in has ended. Sign in again.");
    }
    const fresh = await this.#ask({
      grant_type: "refresh_token",
      refresh_token: tokens.refreshToken,
    });
    return { ...tokens, ...fresh };
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
      throw new SignInEnded("The sign-in has ended. Sign in again.");
    }
    if (answer.id_token === undefined) {
      throw new Error(`The sign-in was refused: ${answer.error ?? reply.status}`);
    }
    const { id_token: idToken, refresh_token: refreshToken } = answer;
    return { idToken, ...(refreshToken !== undefined && { refreshToken }) };
  }

  async #endpoints(): Promise<Endpoints> {
    const reply = await fetch(`${this.#provider.issuer}/.well-known/openid-configuration`);
    if (!reply.ok) {
      throw new Error(`The issuer answered ${reply.status}.`);
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
