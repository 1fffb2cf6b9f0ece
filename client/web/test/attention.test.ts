import assert from "node:assert/strict";
import { describe } from "node:test";
import type { Locator, Page } from "playwright-core";
import { webTest } from "./fixture.js";
import { type Person, person, SIDE_BY_SIDE } from "./people.js";

function row({ page }: Person, peer: string): Locator {
  return page.locator(".rows li", { has: page.locator(`a[href="#/${peer}"]`) });
}

function settings(page: Page): Promise<void> {
  return page.getByRole("button", { name: "Settings", exact: true }).click();
}

/** Records the notifications of a page. Runs in the page. */
function recordNotifications(): void {
  const shown: string[] = [];
  class Recorded {
    static permission = "default";
    static async requestPermission() {
      Recorded.permission = "granted";
      return "granted";
    }
    constructor(title: string, { body }: { readonly body: string }) {
      shown.push(`${title}: ${body}`);
    }
  }
  Object.assign(globalThis, { Notification: Recorded, notificationsShown: shown });
}

declare const notificationsShown: readonly string[];

describe("attention", { concurrency: SIDE_BY_SIDE }, () => {
  webTest(
    "the list shows drafts, typing and presence, and title and icon show the unread count",
    async ({ arrive }) => {
      const bob = await arrive(person("bob"));
      const alice = await arrive(person("alice"));
      const { page } = alice;
      await alice.open(bob.user);
      assert.equal(await page.title(), `${bob.user} · Serverless Chat`);
      // The typing of strangers is hidden, so Bob must not be a stranger from now on.
      await alice.write("Ask me.");
      await alice.sees("Ask me.", "delivered");
      await alice.field.fill("half a sen");
      await page.keyboard.press("Escape");
      await row(alice, bob.user).getByText("Draft:").waitFor();
      await row(alice, bob.user).getByText("half a sen").waitFor();
      await row(alice, bob.user).locator(".online").waitFor();

      await bob.open(alice.user);
      await bob.field.pressSequentially("hi");
      await bob.page.keyboard.press("Enter");
      await page.waitForFunction(() => document.title === "(1) Serverless Chat");
      assert.match((await page.locator('link[rel="icon"]').getAttribute("href")) ?? "", /unread/);
      await bob.field.pressSequentially("again");
      await row(alice, bob.user).getByText("writing").waitFor();
      await page.getByRole("link", { name: bob.user }).click();
      await alice.sees("hi");
      assert.equal(await alice.field.inputValue(), "half a sen");
      await page.waitForFunction(() => !document.title.startsWith("("));
      assert.doesNotMatch(
        (await page.locator('link[rel="icon"]').getAttribute("href")) ?? "",
        /unread/,
      );
    },
  );

  webTest(
    "keys open the search, choose and close a conversation, and write",
    async ({ arrive }) => {
      const bob = await arrive(person("bob"));
      const alice = await arrive(person("alice"));
      const { page } = alice;
      const { keyboard } = page;
      await alice.open(bob.user);
      await alice.write("hi");
      await alice.sees("hi", "delivered");
      await keyboard.press("Control+k");
      await keyboard.type("nobody");
      await keyboard.press("Escape");
      assert.equal(await page.getByRole("searchbox").inputValue(), "");
      await keyboard.type(bob.user.slice(0, -1));
      await keyboard.press("ArrowDown");
      await keyboard.press("ArrowDown");
      await row(alice, bob.user).locator("a:focus").waitFor();
      await keyboard.press("ArrowUp");
      await keyboard.press("ArrowUp");
      await page.locator("input[type=search]:focus").waitFor();
      await keyboard.press("Escape");
      await keyboard.press("Escape");
      await page.getByText("Choose a conversation").waitFor();
      await keyboard.type(bob.user);
      await page.getByRole("searchbox").waitFor();
      await keyboard.press("Enter");
      await page.getByRole("heading", { name: bob.user }).waitFor();
      await page.locator(".scroller").focus();
      await keyboard.type("By keyboard.");
      await keyboard.press("Enter");
      await bob.open(alice.user);
      await bob.sees("By keyboard.");
    },
  );

  webTest(
    "messages out of view cause notifications, except in muted conversations",
    async ({ arrive }) => {
      const bob = await arrive(person("bob"));
      const carol = await arrive(person("carol"));
      const alice = await arrive(person("alice"), {
        before: page => page.addInitScript(recordNotifications),
      });
      const { page } = alice;
      await settings(page);
      await page.getByRole("switch", { name: "Notify me" }).click();
      await page.getByRole("switch", { name: "Notify me", checked: true }).waitFor();
      await page.keyboard.press("Escape");
      await bob.open(alice.user);
      await carol.open(alice.user);
      await alice.open(carol.user);
      await page.getByRole("button", { name: "Settings of this conversation" }).click();
      await page.getByRole("switch", { name: "Mute" }).click();
      await page.getByRole("switch", { name: "Mute", checked: true }).waitFor();
      await page.keyboard.press("Escape");
      await page.keyboard.press("Escape");
      await carol.write("muted");
      await row(alice, carol.user).getByText("1 unread").waitFor();
      await bob.write("first");
      await page.waitForFunction(() => notificationsShown.length > 0);
      await alice.open(bob.user);
      await bob.write("in view");
      await bob.sees("in view", "read");
      await page.keyboard.press("Escape");
      await bob.write("last");
      await page.waitForFunction(() => notificationsShown.length > 1);
      assert.deepEqual(await page.evaluate(() => notificationsShown), [
        `${bob.user}: first`,
        `${bob.user}: last`,
      ]);
    },
  );

  webTest(
    "after a sign-out with deletion, no tab has messages or drafts of the user",
    async ({ arrive }) => {
      const bob = await arrive(person("bob"));
      const alice = await arrive(person("alice"));
      const { page } = alice;
      await alice.open(bob.user);
      await alice.write("secret");
      await alice.sees("secret", "delivered");
      await alice.field.fill("a draft");
      const second = await page.context().newPage();
      await second.goto(page.url());
      await second.getByRole("button", { name: "Start chatting" }).click();
      await second.locator('.page[data-connection="online"]').waitFor();

      await settings(page);
      await page.getByRole("button", { name: "Sign out" }).click();
      await page.getByLabel("Delete my messages and drafts").check();
      await page.getByRole("button", { name: "Sign out", exact: true }).click();
      for (const tab of [page, second]) {
        await tab.getByLabel("Your user id").waitFor();
      }
      await page.waitForFunction(async () => (await indexedDB.databases()).length === 0);
      const kept = await page.evaluate(() => Object.keys(localStorage));
      assert.deepEqual(kept, []);
    },
  );

  webTest("a page in Arabic is right-to-left and fits a phone", async ({ arrive }) => {
    const alice = await arrive(person("alice"), { viewport: { width: 390, height: 844 } });
    const { page } = alice;
    await settings(page);
    await page.getByLabel("Language").selectOption("ar");
    await page.getByRole("heading", { name: "الإعدادات" }).waitFor();
    assert.equal(await page.locator("html").getAttribute("dir"), "rtl");
    assert.equal(await page.locator("html").getAttribute("lang"), "ar");
    const overhang = () =>
      page.evaluate(() => {
        const all = [document.documentElement, ...document.querySelectorAll("dialog[open], .rows")];
        return Math.max(...all.map(element => element.scrollWidth - element.clientWidth));
      });
    assert.equal(await overhang(), 0);
    await page.reload();
    await page.getByPlaceholder("الاسم أو رقم الهاتف").waitFor();
    await page.goto(`${page.url().replace(/#.*/, "")}#/${person("bob")}`);
    await page.getByPlaceholder("اكتب رسالة").waitFor();
    assert.equal(await overhang(), 0);
  });
});
