import assert from "node:assert/strict";
import { after } from "node:test";
import type { Page } from "playwright-core";
import { webTest } from "./fixture.js";
import { type Arrival, person } from "./people.js";
import { Site } from "./site.js";

const sites: Site[] = [];
after(() => Promise.all(sites.map(site => site.close())));

/** A site, and the properties of a browser in which it can be installed. */
async function site(): Promise<[Site, Arrival]> {
  const opened = await Site.open();
  sites.push(opened);
  return [opened, { address: opened.address, serviceWorkers: "allow" }];
}

/** Waits until the files of the page are on the device. */
async function kept(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated");
}

function build(page: Page): Promise<string | null> {
  return page.locator("html").getAttribute("data-build");
}

webTest("the page can be installed", async ({ arrive }) => {
  const [{ address }, browser] = await site();
  const { page } = await arrive(person("alice"), browser);
  const link = await page.locator('link[rel="manifest"]').getAttribute("href");
  const manifest = await page.evaluate(async link => (await fetch(link as string)).json(), link);
  const types = new Map<string, string | null>();
  for (const { src, sizes, purpose = "any" } of manifest.icons) {
    const icon = await page.request.get(`${address}/${src}`);
    types.set(`${sizes} ${purpose}`, icon.headers()["content-type"] ?? null);
  }
  assert.equal(types.get("192x192 any"), "image/png");
  assert.equal(types.get("512x512 any"), "image/png");
  assert.equal(types.get("512x512 maskable"), "image/png");
  const devtools = await page.context().newCDPSession(page);
  const { installabilityErrors } = await devtools.send("Page.getInstallabilityErrors");
  // The browsers of tests store nothing permanently, like private windows.
  assert.deepEqual(
    installabilityErrors.map(({ errorId }) => errorId).filter(id => id !== "in-incognito"),
    [],
  );
});

webTest(
  "offline, the page opens, shows the messages on the device, and sends later",
  async ({ arrive }) => {
    const [own, browser] = await site();
    const bob = await arrive(person("bob"));
    const alice = await arrive(person("alice"), browser);
    const { page } = alice;
    await alice.open(bob.user);
    await bob.open(alice.user);
    await bob.write("Before the tunnel.");
    await alice.sees("Before the tunnel.");
    await kept(page);

    own.cut();
    await page.reload();
    await alice.sees("Before the tunnel.");
    await page.getByText("Offline").waitFor();
    await page.getByText("You see the messages saved on this device.").waitFor();
    await alice.write("From the tunnel.");
    await page.getByText("1 message pending").waitFor();
    await page.reload();
    await alice.sees("From the tunnel.", "waiting");

    own.mend();
    await bob.sees("From the tunnel.");
    await alice.sees("From the tunnel.", "read");
  },
);

webTest(
  "a new version waits until the user activates it in all tabs, or until the next visit",
  async ({ arrive }) => {
    const [own, browser] = await site();
    const { page } = await arrive(person("alice"), browser);
    await kept(page);
    const second = await page.context().newPage();
    await second.goto(own.address);
    await kept(second);

    own.publish();
    await page.evaluate(async () => {
      await (await navigator.serviceWorker.ready).update();
    });
    const notice = page.getByText("A new version of the chat is ready.");
    await notice.waitFor();
    // The server no longer has a file of the old version that is not loaded yet.
    await page.getByRole("button", { name: "Settings", exact: true }).click();
    await page.getByLabel("Language").selectOption("de");
    await page.getByRole("heading", { name: "Einstellungen" }).waitFor();
    assert.equal(await build(page), null);
    await page.getByLabel("Sprache").selectOption("en");
    await page.keyboard.press("Escape");

    await page.getByRole("button", { name: "Reload" }).click();
    for (const tab of [page, second]) {
      await tab.locator('html[data-build="newer"]').waitFor();
      await kept(tab);
    }
    assert.deepEqual(await page.evaluate(() => caches.keys().then(names => names.sort())), [
      "build-newer",
      "configuration",
    ]);
    await notice.waitFor({ state: "hidden" });
  },
);

webTest("a reload uses a new version that waits", async ({ arrive }) => {
  const [own, browser] = await site();
  const alice = await arrive(person("alice"), browser);
  const { page } = alice;
  await kept(page);
  own.publish();
  await page.evaluate(async () => {
    await (await navigator.serviceWorker.ready).update();
  });
  await page.getByText("A new version of the chat is ready.").waitFor();
  await page.reload();
  await page.locator('html[data-build="newer"]').waitFor();
  await alice.online();
});
