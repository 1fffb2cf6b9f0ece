import assert from "node:assert/strict";
import { describe } from "node:test";
import type { Page } from "playwright-core";
import { findings } from "./axe.js";
import { webTest } from "./fixture.js";
import { ADDRESS, type Person, person, SIDE_BY_SIDE } from "./people.js";

const PHONE = { width: 320, height: 568 };
/** A window of 1280 by 720 pixels at 400%. */
const ZOOMED = { width: 320, height: 180 };

async function overhang(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const inner = [...document.querySelectorAll(".scroller, .rows, dialog[open]")];
    return Math.max(scrollWidth - clientWidth, ...inner.map(e => e.scrollWidth - e.clientWidth));
  });
}

/** Shows the main views one after another. */
async function views(alice: Person, bob: Person, look: (view: string) => Promise<void>) {
  const { page } = alice;
  await alice.open(bob.user);
  await alice.write(
    `A long word: ${"abcdefghij".repeat(12)} https://example.com/${"x/".repeat(60)}`,
  );
  await alice.write("مرحبا بالعالم");
  await alice.sees("مرحبا", "delivered");
  await bob.open(alice.user);
  await bob.write("Hello");
  await alice.sees("Hello");
  await alice.sees("مرحبا", "read");
  await look("a conversation");
  await page.keyboard.press("Control+f");
  await page.getByRole("searchbox", { name: "Search in this conversation" }).fill("hello");
  await page.getByText("1 of 1").waitFor();
  await look("the search in a conversation");
  await page.keyboard.press("Escape");
  await page.locator(".message").last().locator(".text").click({ button: "right" });
  await page.getByRole("menu").waitFor();
  await look("the menu of a message");
  await page.getByRole("menuitem", { name: "Details" }).click();
  await page.getByRole("dialog", { name: "Details" }).waitFor();
  await look("the details of a message");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Settings of this conversation" }).click();
  await look("the settings of a conversation");
  await page.getByRole("switch", { name: "Block" }).click();
  await look("the question before blocking");
  await page.getByRole("alertdialog").getByRole("button", { name: "Block" }).click();
  await page.getByText("You have blocked").waitFor();
  await look("a blocked conversation");
  await page.getByRole("button", { name: "Unblock" }).click();
  await page.getByRole("textbox", { name: /^Message to/ }).waitFor();
  await alice.network.cut();
  await alice.write("waits");
  await page.getByText("1 message pending").waitFor();
  await look("a conversation while offline");
  await alice.network.mend();
  await alice.sees("waits", "read");
  await page.goto(`${ADDRESS}/#/`);
  await look("the list");
  await page.getByRole("searchbox").fill("somebody");
  await look("a search");
  await page.getByRole("searchbox").fill("hello");
  await page.getByText("1 message found.").waitFor();
  await look("the messages found");
  await page.getByRole("searchbox").fill("");
  await page.getByRole("button", { name: "Settings", exact: true }).click();
  await look("the settings");
  await page.keyboard.press("Escape");
}

describe("views", { concurrency: SIDE_BY_SIDE }, () => {
  webTest("axe finds no serious problem in either theme", async ({ arrive }) => {
    const bob = await arrive(person("bob"));
    const alice = await arrive(person("alice"));
    const { page } = alice;
    const look = async (view: string) => {
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        assert.deepEqual(await findings(page), [], `${view}, ${colorScheme}`);
      }
    };
    await views(alice, bob, look);
    await page.getByRole("button", { name: "Settings", exact: true }).click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await look("the question before signing out");
    await page.getByRole("button", { name: "Sign out", exact: true }).click();
    await page.getByLabel("Your user id").waitFor();
    await look("the start page");
  });

  webTest("no view scrolls sideways on a small phone or at 400%", async ({ arrive }) => {
    const bob = await arrive(person("bob"));
    const alice = await arrive(person("alice"), { viewport: PHONE });
    const { page } = alice;
    await views(alice, bob, async view => {
      for (const viewport of [ZOOMED, PHONE]) {
        await page.setViewportSize(viewport);
        assert.equal(await overhang(page), 0, `${view}, ${viewport.height} pixels high`);
      }
    });
  });

  webTest("messages do not move when the connection is lost and restored", async ({ arrive }) => {
    const bob = await arrive(person("bob"));
    const alice = await arrive(person("alice"));
    await alice.open(bob.user);
    await alice.write("stay");
    await alice.sees("stay", "delivered");
    const place = () => alice.page.locator(".message").boundingBox();
    const before = await place();
    await alice.network.cut();
    await alice.page.getByText("Offline").waitFor();
    assert.deepEqual(await place(), before);
    await alice.network.mend();
    await alice.page.getByText("Offline").waitFor({ state: "detached" });
    assert.deepEqual(await place(), before);
  });

  webTest(
    "a user can find another user and write a message with the keyboard alone",
    async ({ arrive }) => {
      const bob = await arrive(person("bob"));
      const alice = await arrive(person("alice"));
      const { keyboard } = alice.page;
      await alice.page.getByRole("searchbox").focus();
      await keyboard.type(bob.user);
      await keyboard.press("Tab");
      await keyboard.press("Enter");
      await alice.page.getByRole("heading", { name: bob.user }).waitFor();
      await keyboard.type("by hand");
      await keyboard.press("Shift+Enter");
      await keyboard.type("two lines");
      await keyboard.press("Enter");
      await alice.sees("by hand", "delivered");
      assert.deepEqual(await alice.texts(), ["by hand\ntwo lines"]);
    },
  );
});
