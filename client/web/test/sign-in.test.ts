import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import type { BrowserContext, Page } from "playwright-core";
import type { Config } from "../src/session/config.js";
import type { Complaints } from "./complaints.js";
import { type Stage, webTest } from "./fixture.js";
import { ADDRESS, person } from "./people.js";

/** The deployed page, as the template defines it. */
interface Deployed {
  /** Its content security policy. */
  readonly policy: string;
  /** Its `config.json`. */
  readonly config: Required<Config>;
  /** The address of the user pool's sign-in pages. */
  readonly signInPages: string;
}

const { policy, config, signInPages } = JSON.parse(process.env.CHAT_DEPLOYED ?? "") as Deployed;
const { issuer, clientId } = config.oidc;
const CORS = { "access-control-allow-origin": "*" };

/** A user pool that signs everybody in as one user and checks PKCE. */
class FakeUserPool {
  readonly #user: string;
  #challenge: string | null = null;
  readonly grants: (string | null)[] = [];
  /** The number of sessions ended at the provider. */
  ended = 0;
  /** The lifetime of the token that a sign-in gives. */
  goodForSeconds = 3600;
  /** Whether the session still exists when a token is refreshed. */
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

/** A browser that gets the page with the headers of CloudFront. */
async function deployed({ context: open }: Stage): Promise<[BrowserContext, Complaints]> {
  // The fake provider has no address on the network, and the chat is on this machine.
  const [context, complaints] = await open({ permissions: ["local-network-access"] });
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
  return [context, complaints];
}

/** Violations of the policy that the page attempted. */
function refusals(page: Page): string[] {
  const seen: string[] = [];
  page.on("console", message => {
    if (message.type() === "error" && /Content Security Policy|Trusted/.test(message.text())) {
      seen.push(message.text());
    }
  });
  return seen;
}

/** Opens the sign-in page, and returns from it. */
async function signIn(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("link", { name: "Sign in as" }).click();
  await online(page);
}

function online(page: Page): Promise<void> {
  return page.locator('.page[data-connection="online"]').waitFor();
}

webTest(
  "a user of the deployed page signs in with code and PKCE, stays signed in, and chats",
  async stage => {
    const [context] = await deployed(stage);
    const user = person("alice");
    const bob = await stage.arrive(person("bob"));
    await bob.page.getByRole("button", { name: "Settings", exact: true }).click();
    const invitation = await bob.page.getByLabel("A link that lets others write").inputValue();
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
  },
);

webTest("signing out ends the session in all tabs and at the provider", async stage => {
  const [context] = await deployed(stage);
  const pool = await FakeUserPool.of(context, person("alice"));
  const page = await context.newPage();
  await page.goto(ADDRESS);
  await signIn(page);
  const second = await context.newPage();
  await second.goto(ADDRESS);
  await signIn(second);
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await page.getByText("Signed out.").waitFor();
  assert.equal(pool.ended, 1);
  await second.getByRole("button", { name: "Sign in" }).waitFor();
  await second.reload();
  await second.getByRole("button", { name: "Sign in" }).waitFor();
});

webTest("a token is refreshed before it expires", async stage => {
  const [context] = await deployed(stage);
  const pool = await FakeUserPool.of(context, person("alice"));
  pool.goodForSeconds = -60;
  const page = await context.newPage();
  await page.goto(ADDRESS);
  await signIn(page);
  await page.reload();
  await online(page);
  assert.deepEqual(pool.grants, ["authorization_code", "refresh_token"]);
});

webTest("a user whose session has ended at the provider is asked to sign in", async stage => {
  const [context, complaints] = await deployed(stage);
  complaints.expect(/sign-in has ended/);
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
});

webTest("the deployed page cannot connect to another server", async stage => {
  const [context, complaints] = await deployed(stage);
  complaints.expect(/connect-src|violates the document/);
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
});

webTest("a sign-in that was started in another tab is refused", async stage => {
  const [context, complaints] = await deployed(stage);
  complaints.expect(/was not started in this tab/);
  const pool = await FakeUserPool.of(context, person("alice"));
  const page = await context.newPage();
  await page.goto(`${ADDRESS}/?code=the-code&state=made-up`);
  await page.getByRole("alert").getByText("was not started in this tab").waitFor();
  assert.deepEqual(pool.grants, []);
});
