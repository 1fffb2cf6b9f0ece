import {
  AuthorizationResponseError,
  type AuthorizationServer,
  allowInsecureRequests,
  authorizationCodeGrantRequest,
  type Client,
  calculatePKCECodeChallenge,
  clockTolerance,
  discoveryRequest,
  generateRandomCodeVerifier,
  generateRandomNonce,
  generateRandomState,
  None,
  OperationProcessingError,
  processAuthorizationCodeResponse,
  processDiscoveryResponse,
  processRefreshTokenResponse,
  ResponseBodyError,
  refreshTokenGrantRequest,
  type TokenEndpointResponse,
  UnsupportedOperationError,
  validateAuthResponse,
  WWWAuthenticateChallengeError,
} from "oauth4webapi";
import { tabStorage } from "../common/storage.js";
import { Problem } from "../common/texts.js";
import { t } from "../language/language.js";
import { claimsOf } from "./claims.js";
import { type Provider, SignInEnded, type Tokens } from "./provider.js";

/** The tolerance for a wrong clock of the device. The server checks the expiry by its own clock. */
const CLOCK_TOLERANCE_SECONDS = 24 * 60 * 60;
/** The time limit for the provider's answer; resolving its name may be slow. */
const PATIENCE_MS = 10_000;
const BEGUN = "signInBegun";

interface Begun {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** The fragment of the page's address, which a redirect URI cannot contain. */
  readonly hash: string;
}

/**
 * Sign-in by authorization code with PKCE: RFC 7636, RFC 9207, OpenID Connect Core 1.0 section 3.1.
 * The browser opens the provider's page, and is redirected back with a code in the page's address.
 */
export class Oidc {
  readonly #issuer: URL;
  readonly #client: Client;
  readonly #options: {
    readonly [allowInsecureRequests]: boolean;
    readonly signal: () => AbortSignal;
  };
  /** The page's folder: `/` also if the user opened `/index.html`. */
  readonly #redirectUri = new URL(".", location.href).href;

  constructor({ issuer, clientId }: Provider) {
    this.#issuer = new URL(issuer);
    this.#client = { client_id: clientId, [clockTolerance]: CLOCK_TOLERANCE_SECONDS };
    // Only for an issuer configured with http, such as one on a developer's machine.
    this.#options = {
      [allowInsecureRequests]: this.#issuer.protocol === "http:",
      signal: () => AbortSignal.timeout(PATIENCE_MS),
    };
  }

  /**
   * Opens the provider's sign-in page.
   *
   * @throws {@link Problem} if the browser blocks the storage that a sign-in needs, or the
   * provider's answer is not valid
   */
  async leave(): Promise<void> {
    const begun: Begun = {
      state: generateRandomState(),
      nonce: generateRandomNonce(),
      verifier: generateRandomCodeVerifier(),
      hash: location.hash,
    };
    const { authorization_endpoint: endpoint } = await this.#server();
    if (endpoint === undefined) {
      throw new Problem(t.signIn.invalid);
    }
    const address = new URL(endpoint);
    for (const [name, value] of Object.entries({
      response_type: "code",
      client_id: this.#client.client_id,
      redirect_uri: this.#redirectUri,
      scope: "openid",
      state: begun.state,
      nonce: begun.nonce,
      code_challenge: await calculatePKCECodeChallenge(begun.verifier),
      code_challenge_method: "S256",
    })) {
      address.searchParams.set(name, value);
    }
    if (!tabStorage.set(BEGUN, JSON.stringify(begun))) {
      throw new Problem(t.signIn.blocked);
    }
    location.assign(address);
  }

  /**
   * Redeems the code in the page's address, and removes it from the address.
   *
   * @throws {@link Problem} if the provider refused, or the sign-in was not started in this tab
   */
  async arrived(): Promise<Tokens> {
    const answer = new URL(location.href);
    const kept = tabStorage.get(BEGUN);
    tabStorage.remove(BEGUN);
    const begun = kept ? (JSON.parse(kept) as Begun) : undefined;
    history.replaceState(undefined, "", this.#redirectUri + (begun?.hash ?? ""));
    if (!begun || begun.state !== answer.searchParams.get("state")) {
      throw new Problem(t.signIn.foreign);
    }
    const server = await this.#server();
    return checked(async () => {
      const reply = await authorizationCodeGrantRequest(
        server,
        this.#client,
        None(),
        validateAuthResponse(server, this.#client, answer, begun.state),
        this.#redirectUri,
        begun.verifier,
        this.#options,
      );
      const nonce = { expectedNonce: begun.nonce, requireIdToken: true };
      return tokensOf(
        await processAuthorizationCodeResponse(server, this.#client, available(reply), nonce),
      );
    });
  }

  /**
   * Opens the provider's sign-out page, which leads back here. Does nothing if there is none.
   * OpenID Connect RP-Initiated Logout 1.0; Cognito calls `post_logout_redirect_uri` `logout_uri`.
   */
  async end(): Promise<void> {
    const { end_session_endpoint: end } = await this.#server();
    if (end !== undefined) {
      const address = new URL(end);
      address.searchParams.set("client_id", this.#client.client_id);
      address.searchParams.set("post_logout_redirect_uri", this.#redirectUri);
      address.searchParams.set("logout_uri", this.#redirectUri);
      location.assign(address);
    }
  }

  /** A new ID token. @throws {@link SignInEnded} if the user has to sign in again */
  async refreshed(tokens: Tokens | undefined): Promise<Tokens> {
    const server = await this.#server(); // Without a network, the user cannot sign in again.
    const { refreshToken, idToken } = tokens ?? {};
    if (refreshToken === undefined || idToken === undefined) {
      throw new SignInEnded(t.signIn.ended);
    }
    const fresh = await checked(async () => {
      const reply = await refreshTokenGrantRequest(
        server,
        this.#client,
        None(),
        refreshToken,
        this.#options,
      );
      return tokensOf(await processRefreshTokenResponse(server, this.#client, available(reply)));
    });
    // OpenID Connect Core 1.0 section 12.2.
    if (claimsOf(fresh.idToken).sub !== claimsOf(idToken).sub) {
      throw new Problem(t.signIn.invalid);
    }
    return { refreshToken, ...fresh };
  }

  #server(): Promise<AuthorizationServer> {
    return checked(async () => {
      const reply = await discoveryRequest(this.#issuer, this.#options);
      if (!reply.ok) {
        throw new Problem(t.signIn.providerUnavailable);
      }
      return processDiscoveryResponse(this.#issuer, reply);
    });
  }
}

function available(reply: Response): Response {
  if (reply.status >= 500) {
    throw new Problem(t.signIn.providerUnavailable);
  }
  return reply;
}

function tokensOf({ id_token: idToken, refresh_token: refreshToken }: TokenEndpointResponse) {
  if (idToken === undefined) {
    throw new Problem(t.signIn.askAgain);
  }
  return { idToken, ...(refreshToken !== undefined && { refreshToken }) };
}

/**
 * Converts errors of the OAuth library into errors with a text for the user. Network errors are
 * unchanged.
 */
async function checked<Result>(step: () => Promise<Result>): Promise<Result> {
  try {
    return await step();
  } catch (error) {
    if (error instanceof ResponseBodyError || error instanceof AuthorizationResponseError) {
      const hasEnded = error.error === "invalid_grant";
      throw hasEnded ? new SignInEnded(t.signIn.ended) : new Problem(t.signIn.askAgain);
    }
    if (
      error instanceof OperationProcessingError ||
      error instanceof UnsupportedOperationError ||
      error instanceof WWWAuthenticateChallengeError
    ) {
      console.error(error.message); // The error's cause may contain tokens.
      throw new Problem(t.signIn.invalid);
    }
    throw error;
  }
}
