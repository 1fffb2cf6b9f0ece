import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { BrowserContext, Page } from "playwright-core";
import type { Config } from "../src/session/config.js";
import type { Complaints } from "./complaints.js";
import { type Stage, webTest } from "./fixture.js";
import { ADDRESS, person } from "./people.js";
import { Site } from "./site.js";
import { FakeUserPool, swapTokens } from "./user-pool.js";

/** The deployed page, as the template defines it. */
interface Deployed {
  /** Its content security policy. */
  readonly policy: string;
  /** Its `config.json`. */
  readonly config: Required<Config>;
  /** The address of the user pool's sign-in pages. */
  readonly signInPages: string;
}

const deployedPage = JSON.parse(process.env.CHAT_DEPLOYED ?? "") as Deployed;
const { policy, config, signInPages: deployedPages } = deployedPage;
const CORS = { "access-control-allow-origin": "*" };
const REDIRECT = { signInPages: deployedPages, redirectUri: `${ADDRESS}/` };

/** The user pool of the deployed page, for one user. */
function userPool(context: BrowserContext, user = person("alice")): Promise<FakeUserPool> {
  return new FakeUserPool(user, { ...config.oidc, ...REDIRECT }).route(context);
}

/** A browser that gets the page with the headers of CloudFront. */
async function deployed({ context: open }: Stage): Promise<[BrowserContext, Complaints]> {
  // The fake provider has no address on the network, and the chat is on this machine.
  const [context, complaints] = await open({ permissions: ["local-network-access"] });
  await swapTokens(context);
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
    const pool = await userPool(context, user);
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
  const pool = await userPool(context);
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
  const pool = await userPool(context);
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
  const pool = await userPool(context);
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
  const pool = await userPool(context);
  const page = await context.newPage();
  await page.goto(`${ADDRESS}/?code=the-code&state=made-up`);
  await page.getByRole("alert").getByText("was not started in this tab").waitFor();
  assert.deepEqual(pool.grants, []);
});

webTest("a token of another sign-in is refused", async stage => {
  const [context, complaints] = await deployed(stage);
  complaints.expect(/response of the sign-in provider is not valid/);
  const pool = await userPool(context);
  const page = await context.newPage();
  const claims = { nonce: "of another", iss: "https://example.com", aud: "another app" };
  for (const [claim, value] of Object.entries(claims)) {
    pool.forged = { [claim]: value };
    await page.goto(ADDRESS);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("link", { name: "Sign in as" }).click();
    await page.getByText("response of the sign-in provider is not valid").waitFor();
  }
  pool.forged = { discovered: "https://example.com" };
  await page.goto(ADDRESS);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("alert").getByText("is not valid").waitFor();
  pool.forged = {};
  await signIn(page);
});

webTest(
  "offline and without a valid token, the page shows the messages on the device",
  async stage => {
    // Uses real servers, because the requests of a service worker cannot be intercepted. The host
    // names of the deployed page do not exist, so resolving them may take any time.
    const [site, poolServer] = [await Site.open(), createServer()];
    await new Promise<void>(done => poolServer.listen(0, "127.0.0.1", done));
    const signInPages = `http://127.0.0.1:${(poolServer.address() as AddressInfo).port}`;
    const moved = (text: string) =>
      text
        .replaceAll(new URL(config.webSocketUrl).host, new URL(site.address).host)
        .replaceAll(new URL(config.oidc.issuer).origin, signInPages)
        .replaceAll(deployedPages, signInPages);
    site.overrides = { config: JSON.parse(moved(JSON.stringify(config))), policy: moved(policy) };
    const user = person("alice");
    const { oidc } = site.overrides.config as Required<Config>;
    const redirectUri = `${site.address}/`;
    const pool = new FakeUserPool(user, { ...oidc, signInPages, redirectUri });
    pool.serve(poolServer);
    const [context, complaints] = await stage.context({ serviceWorkers: "allow" });
    await swapTokens(context);
    const bob = await stage.arrive(person("bob"));
    try {
      let page = await context.newPage();
      await page.goto(site.address);
      await signIn(page);
      await bob.open(user);
      await bob.write("Before the tunnel.");
      await page.getByRole("link", { name: bob.user }).click();
      await page.locator(".message").getByText("Before the tunnel.").waitFor();
      // The service worker need not control this page. It may have become active during the
      // redirect from the provider, before there was a page to control.
      await page.waitForFunction(async () => {
        const registration = await navigator.serviceWorker.getRegistration();
        return registration?.active?.state === "activated";
      });
      await page.close();

      site.cut();
      poolServer.closeAllConnections();
      await new Promise(done => poolServer.close(done));
      page = await context.newPage();
      await page.goto(`${site.address}/#/${bob.user}`);
      await page.locator(".message").getByText("Before the tunnel.").waitFor();
      await page.getByText("You see the messages saved on this device.").waitFor();

      complaints.expect(/sign-in has ended/);
      site.mend();
      await new Promise<void>(done => poolServer.listen(Number(new URL(signInPages).port), done));
      await page.getByRole("alert").getByText("The sign-in has ended").waitFor();
      await signIn(page);
      await page.locator(".message").getByText("Before the tunnel.").waitFor();
    } finally {
      await site.close();
      poolServer.closeAllConnections();
      poolServer.close();
    }
  },
);
