import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, before, test } from "node:test";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { ADDRESS, launch, person } from "./people.js";

const ISSUER = `${ADDRESS}/provider`;
const CLIENT_ID = "web";

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** A provider that signs everybody in as one user, and keeps its side of PKCE. */
class FakeProvider {
  readonly #user: string;
  #challenge: string | null = null;
  readonly grants: (string | null)[] = [];

  private constructor(user: string) {
    this.#user = user;
  }

  static async of(context: BrowserContext, user: string): Promise<FakeProvider> {
    const provider = new FakeProvider(user);
    const config = {
      webSocketUrl: `${ADDRESS.replace(/^http/, "ws")}/prod`,
      oidc: { issuer: ISSUER, clientId: CLIENT_ID },
    };
    await context.route(`${ADDRESS}/config.json`, route => route.fulfill({ json: config }));
    await context.route(`${ISSUER}/.well-known/openid-configuration`, route =>
      route.fulfill({
        json: { authorization_endpoint: `${ISSUER}/authorize`, token_endpoint: `${ISSUER}/token` },
      }),
    );
    await context.route(/\/provider\/authorize\?/, route => {
      const query = new URL(route.request().url()).searchParams;
      assert.equal(query.get("code_challenge_method"), "S256");
      assert.equal(query.get("client_id"), CLIENT_ID);
      provider.#challenge = query.get("code_challenge");
      const back = new URL(query.get("redirect_uri") as string);
      back.search = `code=the-code&state=${query.get("state")}`;
      return route.fulfill({ status: 302, headers: { location: back.href } });
    });
    await context.route(`${ISSUER}/token`, async route => {
      const body = new URLSearchParams(route.request().postData() ?? "");
      provider.grants.push(body.get("grant_type"));
      const verifier = createHash("sha256").update(body.get("code_verifier") ?? "");
      return body.get("code") === "the-code" && verifier.digest("base64url") === provider.#challenge
        ? route.fulfill({ json: { id_token: await provider.#idToken(), refresh_token: "again" } })
        : route.fulfill({ status: 400, json: { error: "invalid_grant" } });
    });
    return provider;
  }

  async #idToken(): Promise<string> {
    const reply = await fetch(`${ADDRESS}/dev/token`, {
      method: "POST",
      body: JSON.stringify({ user: this.#user }),
    });
    return ((await reply.json()) as { token: string }).token;
  }
}

function online(page: Page): Promise<void> {
  return page.locator('.page[data-connection="online"]').waitFor();
}

test("with a provider, one signs in there by code and PKCE, and stays signed in", async () => {
  const context = await browser.newContext();
  const user = person("alice");
  const provider = await FakeProvider.of(context, user);
  const page = await context.newPage();
  await page.goto(ADDRESS);
  await page.getByRole("button", { name: "Sign in" }).click();
  await online(page);
  await page.getByRole("heading", { name: user }).waitFor();
  assert.equal(page.url(), `${ADDRESS}/`);
  await page.reload();
  await online(page);
  assert.deepEqual(provider.grants, ["authorization_code"]);
  await context.close();
});

test("a sign-in that did not begin in this tab is refused", async () => {
  const context = await browser.newContext();
  const provider = await FakeProvider.of(context, person("alice"));
  const page = await context.newPage();
  await page.goto(`${ADDRESS}/?code=the-code&state=made-up`);
  await page.getByRole("alert").getByText("did not begin here").waitFor();
  assert.deepEqual(provider.grants, []);
  await context.close();
});
