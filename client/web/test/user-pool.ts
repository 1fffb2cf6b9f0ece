import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import type { Server } from "node:http";
import type { BrowserContext } from "playwright-core";
import { ADDRESS } from "./people.js";

const CORS = { "access-control-allow-origin": "*" };

/** The addresses of a user pool and its client. */
export interface PoolAddresses {
  readonly issuer: string;
  readonly clientId: string;
  /** The origin of the pool's sign-in pages. */
  readonly signInPages: string;
  /** The address to which the sign-in page redirects. */
  readonly redirectUri: string;
}

type Answer = [status: number, type: string, body: string];

/** A user pool that signs in every visitor as the same user, and checks PKCE. */
export class FakeUserPool {
  readonly #user: string;
  readonly #addresses: PoolAddresses;
  #challenge: string | null = null;
  #nonce: string | null = null;
  readonly grants: (string | null)[] = [];
  /** The number of sessions ended at the provider. */
  ended = 0;
  /** The lifetime of the token from a sign-in. */
  goodForSeconds = 3600;
  /** Whether the session still exists when a token is refreshed. */
  refreshes = true;
  /** Claims that replace those of a valid token. */
  forged: Readonly<Record<string, string>> = {};

  constructor(user: string, addresses: PoolAddresses) {
    this.#user = user;
    this.#addresses = addresses;
  }

  /** Answers requests instead of the network, so that the addresses need not exist. */
  async route(context: BrowserContext): Promise<this> {
    const { issuer, signInPages } = this.#addresses;
    const isPool = ({ href }: URL) => href.startsWith(issuer) || href.startsWith(signInPages);
    await context.route(isPool, async route => {
      const url = new URL(route.request().url());
      const [status, contentType, body] = await this.#answer(url, route.request().postData() ?? "");
      return route.fulfill({ status, contentType, headers: CORS, body });
    });
    return this;
  }

  async #answer(url: URL, body: string): Promise<Answer> {
    const { clientId, redirectUri } = this.#addresses;
    const query = url.searchParams;
    const path = url.pathname;
    if (path.endsWith("/.well-known/openid-configuration")) {
      return json(200, this.#configuration());
    }
    if (path === "/oauth2/authorize") {
      assert.equal(query.get("code_challenge_method"), "S256");
      assert.equal(query.get("client_id"), clientId);
      assert.equal(query.get("redirect_uri"), redirectUri);
      this.#challenge = query.get("code_challenge");
      this.#nonce = query.get("nonce");
      const back = new URL(redirectUri);
      back.search = `code=the-code&state=${query.get("state")}`;
      const link = `<a href="${back.href.replace("&", "&amp;")}">Sign in as ${this.#user}</a>`;
      return [200, "text/html", link];
    }
    if (path === "/oauth2/token") {
      const answer = await this.#tokens(new URLSearchParams(body));
      return json("error" in answer ? 400 : 200, answer);
    }
    if (path !== "/logout") {
      return [404, "text/plain", ""]; // Browsers ask for an icon.
    }
    assert.equal(query.get("client_id"), clientId);
    assert.equal(query.get("logout_uri"), redirectUri);
    this.ended++;
    return [200, "text/html", "Signed out."];
  }

  #configuration(): object {
    const { issuer, signInPages } = this.#addresses;
    return {
      issuer: this.forged.discovered ?? issuer,
      authorization_endpoint: `${signInPages}/oauth2/authorize`,
      token_endpoint: `${signInPages}/oauth2/token`,
      end_session_endpoint: `${signInPages}/logout`,
    };
  }

  async #tokens(asked: URLSearchParams): Promise<object> {
    const grant = asked.get("grant_type");
    const tokens = { access_token: "unused", token_type: "Bearer" };
    this.grants.push(grant);
    const verifier = createHash("sha256").update(asked.get("code_verifier") ?? "");
    if (asked.get("code") === "the-code" && verifier.digest("base64url") === this.#challenge) {
      const idToken = await this.#idToken(this.goodForSeconds, { nonce: this.#nonce });
      return { ...tokens, id_token: idToken, refresh_token: "again" };
    }
    if (grant === "refresh_token" && asked.get("refresh_token") === "again" && this.refreshes) {
      return { ...tokens, id_token: await this.#idToken(3600, {}) };
    }
    return { error: "invalid_grant" };
  }

  /**
   * A token of this pool that contains a token of the stack's own issuer; see {@link swapTokens}.
   */
  async #idToken(expiresInSeconds: number, more: object): Promise<string> {
    const reply = await fetch(`${ADDRESS}/dev/token`, {
      method: "POST",
      body: JSON.stringify({ user: this.#user, expiresInSeconds }),
    });
    const { token } = (await reply.json()) as { readonly token: string };
    const own = JSON.parse(Buffer.from(token.split(".")[1] as string, "base64url").toString());
    const { issuer, clientId } = this.#addresses;
    const claims = { ...own, iss: issuer, aud: clientId, ...more, ...this.forged, stack: token };
    const parts = [JSON.stringify({ alg: "RS256" }), JSON.stringify(claims), "signature"];
    return parts.map(part => Buffer.from(part).toString("base64url")).join(".");
  }

  /** Answers the requests of a server. */
  serve(server: Server): void {
    server.on("request", async (asked, answer) => {
      const parts: Buffer[] = [];
      for await (const part of asked) {
        parts.push(part);
      }
      const url = new URL(asked.url ?? "/", this.#addresses.signInPages);
      const [status, type, body] = await this.#answer(url, Buffer.concat(parts).toString());
      answer.writeHead(status, { ...CORS, "content-type": type }).end(body);
    });
  }
}

/**
 * Lets a browser's pages connect to the running stack, whose authorizer trusts only its own issuer.
 * The socket gets the token that is inside the token of the fake pool.
 */
export async function swapTokens(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const swapped = (protocol: string) => {
      const [kind, , claims = ""] = protocol.split(".");
      if (kind !== "bearer") {
        return protocol;
      }
      const { stack } = JSON.parse(atob(claims.replaceAll("-", "+").replaceAll("_", "/")));
      return `bearer.${stack}`;
    };
    window.WebSocket = class extends WebSocket {
      constructor(url: string | URL, protocols: string | string[] = []) {
        super(url, [protocols].flat().map(swapped));
      }
    };
  });
}

function json(status: number, content: object): Answer {
  return [status, "application/json", JSON.stringify(content)];
}
