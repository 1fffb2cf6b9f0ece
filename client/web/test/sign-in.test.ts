import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, before, test } from "node:test";
import type { Browser, BrowserContext, Page } from "playwright-core";
import type { Config } from "../src/session/config.js";
import { ADDRESS, launch, Person, person } from "./people.js";

/** How a deployed page behaves, by the template it is deployed with. */
interface Deployed {
  /** The content security policy that comes with it. */
  readonly policy: string;
  /** What lies beside it as `config.json`. */
  readonly config: Required<Config>;
  /** Where the sign-in pages of the user pool are. */
  readonly signInPages: string;
}

const { policy, config, signInPages } = JSON.parse(process.env.CHAT_DEPLOYED ?? "") as Deployed;
const { issuer, clientId } = config.oidc;
const CORS = { "access-control-allow-origin": "*" };

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** A user pool that signs everybody in as one user, and keeps its side of PKCE. */
class FakeUserPool {
  readonly #user: string;
  #challenge: string | null = null;
  readonly grants: (string | null)[] = [];
  /** How often somebody's session here was ended. */
  ended = 0;
  /** How long the token is good that one gets for signing in. */
  goodForSeconds = 3600;
  /** Whether the pool still knows who signed in when a new token is due. */
  refreshes = true;

  private constructor(user: string) {
    this.#user = user;
  }

  static async of(context: BrowserContext, user: string): Promise<FakeUserPool> {
    const pool = new FakeUserPool(user);
    await context.route(`${issuer}/.well-known/openid-configuration`, route =>
      route.fulfill({
        headers: CORS,
        json: {
          authorization_endpoint: `${signInPages}/oauth2/authorize`,
          token_endpoint: `${signInPages}/oauth2/token`,
          end_session_endpoint: `${signInPages}/logout`,
        },
      }),
    );
    await context.route(`${signInPages}/oauth2/authorize?*`, route => {
      const query = new URL(route.request().url()).searchParams;
      assert.equal(query.get("code_challenge_method"), "S256");
      assert.equal(query.get("client_id"), clientId);
      assert.equal(query.get("redirect_uri"), `${ADDRESS}/`);
      pool.#challenge = query.get("code_challenge");
      const back = new URL(query.get("redirect_uri") as string);
      back.search = `code=the-code&state=${query.get("state")}`;
      const body = `<a href="${back.href.replace("&", "&amp;")}">Sign in as ${user}</a>`;
      return route.fulfill({ contentType: "text/html", body });
    });
    await context.route(`${signInPages}/oauth2/token`, async route => {
      const answer = await pool.#answer(new URLSearchParams(route.request().postData() ?? ""));
      const status = "error" in answer ? 400 : 200;
      return route.fulfill({ status, headers: CORS, json: answer });
    });
    await context.route(`${signInPages}/logout?*`, route => {
      const query = new URL(route.request().url()).searchParams;
      assert.equal(query.get("client_id"), clientId);
      assert.equal(query.get("logout_uri"), `${ADDRESS}/`);
      pool.ended++;
      return route.fulfill({ contentType: "text/html", body: "Signed out." });
    });
    return pool;
  }

  async #answer(asked: URLSearchParams): Promise<object> {
    const grant = asked.get("grant_type");
    this.grants.push(grant);
    const verifier = createHash("sha256").update(asked.get("code_verifier") ?? "");
    if (asked.get("code") === "the-code" && verifier.digest("base64url") === this.#challenge) {
      return { id_token: await this.#idToken(this.goodForSeconds), refresh_token: "again" };
    }
    if (grant === "refresh_token" && asked.get("refresh_token") === "again" && this.refreshes) {
      return { id_token: await this.#idToken(3600) };
    }
    return { error: "invalid_grant" };
  }

  async #idToken(expiresInSeconds: number): Promise<string> {
    const reply = await fetch(`${ADDRESS}/dev/token`, {
      method: "POST",
      body: JSON.stringify({ user: this.#user, expiresInSeconds }),
    });
    return ((await reply.json()) as { token: string }).token;
  }
}

/** A browser to which the page comes as CloudFront would serve it. */
async function deployed(): Promise<BrowserContext> {
  // What is played has no address on the network, and the chat is on this machine.
  const context = await browser.newContext({ permissions: ["local-network-access"] });
  await context.route(
    url => url.href.startsWith(`${ADDRESS}/`) && !url.pathname.startsWith("/dev/"),
    async route => {
      if (new URL(route.request().url()).pathname === "/config.json") {
        return route.fulfill({ json: config });
      }
      const response = await route.fetch();
      const headers = { ...response.headers(), "content-security-policy": policy };
      return route.fulfill({ response, headers });
    },
  );
  return context;
}

async function leave(context: BrowserContext): Promise<void> {
  await context.unrouteAll({ behavior: "ignoreErrors" });
  await context.close();
}

/** What the page tried against its policy. */
function refusals(page: Page): string[] {
  const seen: string[] = [];
  page.on("console", message => {
    if (message.type() === "error" && /Content Security Policy|Trusted/.test(message.text())) {
      seen.push(message.text());
    }
  });
  return seen;
}

/** Goes to the sign-in page, and comes back. */
async function signIn(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("link", { name: "Sign in as" }).click();
  await online(page);
}

function online(page: Page): Promise<void> {
  return page.locator('.page[data-connection="online"]').waitFor();
}

test("deployed, one signs in by code and PKCE, stays signed in, and chats", async () => {
  const context = await deployed();
  const user = person("alice");
  const bob = await Person.arrive(browser, person("bob"));
  await bob.page.getByRole("button", { name: "Settings", exact: true }).click();
  const invitation = await bob.page.getByLabel("A link by which others write").inputValue();
  await bob.page.keyboard.press("Escape");
  const pool = await FakeUserPool.of(context, user);
  const page = await context.newPage();
  const refused = refusals(page);
  await page.goto(invitation.replace("/#", "/index.html#"));
  await signIn(page);
  await page.getByRole("heading", { name: user }).waitFor();
  assert.equal(page.url(), `${ADDRESS}/#/${bob.user}`);
  await page.reload();
  await online(page);
  assert.deepEqual(pool.grants, ["authorization_code"]);

  const field = page.getByRole("textbox", { name: /^Message to/ });
  await field.fill("Are you there?");
  await field.press("Enter");
  await bob.open(user);
  await bob.sees("Are you there?");
  await page.locator('.message [data-status="read"]').waitFor();
  assert.deepEqual(refused, []);
  await leave(context);
});

test("who signs out is signed out in all tabs, and at the provider", async () => {
  const context = await deployed();
  const pool = await FakeUserPool.of(context, person("alice"));
  const page = await context.newPage();
  await page.goto(ADDRESS);
  await signIn(page);
  const second = await context.newPage();
  await second.goto(ADDRESS);
  await signIn(second);
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByText("Signed out.").waitFor();
  assert.equal(pool.ended, 1);
  await second.getByRole("button", { name: "Sign in" }).waitFor();
  await second.reload();
  await second.getByRole("button", { name: "Sign in" }).waitFor();
  await leave(context);
});

test("a token is refreshed before it ends", async () => {
  const context = await deployed();
  const pool = await FakeUserPool.of(context, person("alice"));
  pool.goodForSeconds = -60;
  const page = await context.newPage();
  await page.goto(ADDRESS);
  await signIn(page);
  await page.reload();
  await online(page);
  assert.deepEqual(pool.grants, ["authorization_code", "refresh_token"]);
  await leave(context);
});

test("who is not known to the provider any more is asked to sign in", async () => {
  const context = await deployed();
  const pool = await FakeUserPool.of(context, person("alice"));
  pool.goodForSeconds = -60;
  pool.refreshes = false;
  const page = await context.newPage();
  await page.goto(ADDRESS);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("link", { name: "Sign in as" }).click();
  await page.getByRole("alert").getByText("The sign-in has ended").waitFor();
  pool.goodForSeconds = 3600;
  await signIn(page);
  await leave(context);
});

test("deployed, the page may connect to nobody else", async () => {
  const context = await deployed();
  await context.route("https://example.com/", route => route.fulfill({ headers: CORS, json: {} }));
  const page = await context.newPage();
  const refused = refusals(page);
  await page.goto(ADDRESS);
  await page.getByRole("button", { name: "Sign in" }).waitFor();
  const outcome = await page.evaluate(async () => {
    const fetched = await fetch("https://example.com/").then(
      () => "fetched",
      () => "refused",
    );
    const socket = new WebSocket("wss://example.com/");
    const opened = await new Promise(resolve => {
      socket.onopen = () => resolve("opened");
      socket.onerror = () => resolve("refused");
    });
    return [fetched, opened];
  });
  assert.deepEqual(outcome, ["refused", "refused"]);
  assert.equal(refused.filter(text => text.includes("connect-src")).length, 2);
  await leave(context);
});

test("a sign-in that did not begin in this tab is refused", async () => {
  const context = await deployed();
  const pool = await FakeUserPool.of(context, person("alice"));
  const page = await context.newPage();
  await page.goto(`${ADDRESS}/?code=the-code&state=made-up`);
  await page.getByRole("alert").getByText("did not begin here").waitFor();
  assert.deepEqual(pool.grants, []);
  await leave(context);
});
