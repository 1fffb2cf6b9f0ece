import assert from "node:assert/strict";
import { describe } from "node:test";
import type { Page } from "playwright-core";
import { findings } from "./axe.js";
import { webTest } from "./fixture.js";
import { person, SIDE_BY_SIDE } from "./people.js";

/** The emoji and the name of the focused element. */
function focused(page: Page): Promise<(string | null | undefined)[]> {
  return page.evaluate(() => {
    const { activeElement } = document;
    return [activeElement?.textContent, activeElement?.getAttribute("aria-label")];
  });
}

/** Waits until the picker is open and its search has the focus. */
async function ready(page: Page): Promise<void> {
  await page.waitForFunction(() => document.activeElement?.matches("#emoji input[type=search]"));
}

describe("emoji", { concurrency: SIDE_BY_SIDE }, () => {
  webTest("an emoji and a skin tone can be chosen with the keyboard alone", async stage => {
    const bob = await stage.arrive(person("bob"));
    const alice = await stage.arrive(person("alice"));
    await alice.open(bob.user);
    const { page } = alice;
    const { keyboard } = page;
    const field = page.getByRole("textbox", { name: /^Message to/ });
    const picker = page.getByRole("dialog", { name: "Emoji" });
    await field.fill("good day");
    for (let left = 0; left < "day".length; left++) {
      await keyboard.press("ArrowLeft");
    }
    await keyboard.press("Tab");
    await keyboard.press("Enter");
    await ready(page);
    await keyboard.type("wav hand");
    await picker.getByRole("status").getByText("emoji found").waitFor({ state: "attached" });
    await keyboard.press("Tab");
    assert.deepEqual(await focused(page), ["👋", "waving hand"]);
    await keyboard.press("Tab");
    await keyboard.press("ArrowRight");
    await keyboard.press("ArrowRight");
    await picker
      .getByRole("radio", { name: "medium-light" })
      .and(picker.locator(":checked"))
      .waitFor();
    await keyboard.press("Shift+Tab");
    assert.deepEqual(await focused(page), ["👋🏼", "waving hand"]);
    await keyboard.press("Enter");
    await picker.waitFor({ state: "hidden" });
    await keyboard.type("! ");
    assert.equal(await field.inputValue(), "good 👋🏼! day");

    await page.reload();
    await alice.online();
    await page.getByRole("button", { name: "Emoji" }).focus();
    await keyboard.press("Enter");
    await ready(page);
    await keyboard.press("ArrowDown");
    assert.deepEqual(await focused(page), ["👋🏼", "waving hand"]);
    await keyboard.press("ArrowDown");
    assert.deepEqual(await focused(page), ["😀", "grinning face"]);
    await keyboard.press("End");
    assert.deepEqual(await focused(page), ["🇿🇼", "Zimbabwe"]);
    await keyboard.press("Home");
    await keyboard.press("ArrowUp");
    await ready(page);
    await keyboard.press("Escape");
    await picker.waitFor({ state: "hidden" });
    assert.deepEqual(await focused(page), ["", "Emoji"]);
  });

  webTest("the table is accessible, and fits at 320 pixels and at 400%", async ({ arrive }) => {
    const bob = await arrive(person("bob"));
    const viewport = { width: 320, height: 568 };
    const alice = await arrive(person("alice"), { viewport });
    await alice.open(bob.user);
    const { page } = alice;
    const picker = page.getByRole("dialog", { name: "Emoji" });
    for (const { width, height } of [{ width: 320, height: 180 }, viewport]) {
      await page.setViewportSize({ width, height });
      await page.getByRole("button", { name: "Emoji" }).click();
      await ready(page);
      const box = await picker.boundingBox();
      assert.ok(box && box.x >= 0 && box.x + box.width <= width, JSON.stringify(box));
      assert.ok(box.y >= 0 && box.y + box.height <= height, JSON.stringify(box));
      const wide = await picker.evaluate(
        ({ scrollWidth, clientWidth }) => scrollWidth - clientWidth,
      );
      assert.ok(wide <= 0, `${width}×${height} scrolls sideways`);
      if (height === viewport.height) {
        // axe would need many seconds for the whole table.
        await page.keyboard.type("thumbs");
        for (const colorScheme of ["light", "dark"] as const) {
          await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
          assert.deepEqual(await findings(page), [], colorScheme);
        }
      } else {
        await page.keyboard.press("Escape");
      }
    }
    await picker.getByRole("button", { name: "thumbs up" }).click();
    await page.getByRole("textbox", { name: /^Message to/ }).press("Enter");
    await alice.sees("👍", "delivered");
    await alice.write("👍 fine");
    await alice.sees("👍 fine", "delivered");
    const heights = await page
      .locator(".message .text")
      .evaluateAll(texts => texts.map(text => Number.parseFloat(getComputedStyle(text).fontSize)));
    assert.ok((heights[0] as number) > 2 * (heights[1] as number), String(heights));
  });

  webTest("the search uses the user's language, also from right to left", async ({ arrive }) => {
    const bob = await arrive(person("bob"));
    const alice = await arrive(person("alice"));
    await alice.open(bob.user);
    const { page } = alice;
    const speak = async (language: string) => {
      await page.locator(".page header button").first().click();
      await page.locator('select:has([value="ar"])').selectOption(language);
      await page.locator(`html[lang="${language}"]`).waitFor();
      await page.keyboard.press("Escape");
      await page.locator(".composer .emoji").click();
      await ready(page);
    };
    await speak("de");
    await page.keyboard.type("rotes herz");
    await page.keyboard.press("Enter");
    await speak("ar");
    await page.keyboard.type("وجه");
    await page.keyboard.press("ArrowDown");
    const [first] = await focused(page);
    await page.keyboard.press("ArrowLeft");
    const [second] = await focused(page);
    const signs = await page.locator("#emoji .emoji-table button").allTextContents();
    assert.deepEqual(signs.slice(0, 2), [first, second]);
    await page.keyboard.press("Escape");
    assert.equal(await page.locator(".composer textarea").inputValue(), "❤️");
  });

  webTest("there is no emoji button on a touch screen", async ({ arrive }) => {
    const bob = await arrive(person("bob"));
    const phone = await arrive(person("alice"), { hasTouch: true, isMobile: true });
    await phone.open(bob.user);
    await phone.page.getByRole("button", { name: "Emoji" }).waitFor({ state: "hidden" });
  });
});
