import assert from "node:assert/strict";
import { describe } from "node:test";
import type { Page } from "playwright-core";
import { findings } from "./axe.js";
import { webTest } from "./fixture.js";
import { person, SIDE_BY_SIDE } from "./people.js";

/** Waits until the table is open and has the focus. */
async function focused(page: Page): Promise<void> {
  await page.waitForFunction(() => document.activeElement?.closest("#emoji"));
}

describe("emoji", { concurrency: SIDE_BY_SIDE }, () => {
  webTest("the keyboard alone inserts an emoji at the caret", async ({ arrive }) => {
    const bob = await arrive(person("bob"));
    const alice = await arrive(person("alice"));
    await alice.open(bob.user);
    const { page } = alice;
    const { keyboard } = page;
    const field = page.getByRole("textbox", { name: /^Message to/ });
    const table = page.getByRole("group", { name: "Emoji" });
    await field.fill("good day");
    for (let left = 0; left < "day".length; left++) {
      await keyboard.press("ArrowLeft");
    }
    await keyboard.press("Tab");
    await keyboard.press("Enter");
    await focused(page);
    await keyboard.press("ArrowDown");
    await keyboard.press("ArrowRight");
    await keyboard.press("ArrowUp");
    await keyboard.press("Enter");
    await table.waitFor({ state: "hidden" });
    await keyboard.type("! ");
    assert.equal(await field.inputValue(), "good 😄! day");

    await keyboard.press("Tab");
    await keyboard.press("Enter");
    await focused(page);
    await keyboard.press("End");
    await keyboard.press("ArrowRight");
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), "❌");
    await keyboard.press("Escape");
    await table.waitFor({ state: "hidden" });
    const back = await page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
    assert.equal(back, "Emoji");
  });

  webTest("the table is accessible and fits on 320 pixels", async ({ arrive }) => {
    const bob = await arrive(person("bob"));
    const viewport = { width: 320, height: 568 };
    const alice = await arrive(person("alice"), { viewport });
    await alice.open(bob.user);
    const { page } = alice;
    await page.getByRole("button", { name: "Emoji" }).click();
    const box = await page.getByRole("group", { name: "Emoji" }).boundingBox();
    assert.ok(box && box.x >= 0 && box.x + box.width <= viewport.width, JSON.stringify(box));
    assert.ok(box.y >= 0 && box.y + box.height <= viewport.height, JSON.stringify(box));
    assert.deepEqual(await findings(page), []);
    await page.getByRole("button", { name: "thumbs up" }).click();
    await page.getByRole("textbox", { name: /^Message to/ }).press("Enter");
    await alice.sees("👍", "delivered");
    await alice.write("👍 fine");
    await alice.sees("👍 fine", "delivered");
    const heights = await page
      .locator(".message .text")
      .evaluateAll(texts => texts.map(text => Number.parseFloat(getComputedStyle(text).fontSize)));
    assert.ok((heights[0] as number) > 2 * (heights[1] as number), String(heights));
  });

  webTest("there is no emoji button on a touch screen", async ({ arrive }) => {
    const bob = await arrive(person("bob"));
    const phone = await arrive(person("alice"), { hasTouch: true, isMobile: true });
    await phone.open(bob.user);
    await phone.page.getByRole("button", { name: "Emoji" }).waitFor({ state: "hidden" });
  });
});
