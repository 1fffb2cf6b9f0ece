import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import type { Person } from "./people.js";

/** The message with a text. */
export function messageOf({ page }: Person, text: string): Locator {
  return page.locator(".message").filter({ has: page.locator(".text", { hasText: text }) });
}

/** Opens the menu of a message with a right-click, and chooses from it. */
export async function choose(by: Person, text: string, name: string): Promise<void> {
  await messageOf(by, text).locator(".text").click({ button: "right" });
  await by.page.getByRole("menu").getByRole("menuitem", { name, exact: true }).click();
}

/** Waits until a text is announced to screen readers. */
export function says({ page }: Person, text: string): Promise<void> {
  return page.locator('.messages [aria-live="polite"]', { hasText: text }).waitFor({
    state: "attached",
  });
}

/** Sends the touch events of a long press on an element. */
export async function longPress(page: Page, element: Locator): Promise<void> {
  const { x, y, width, height } = (await element.boundingBox()) ?? assert.fail("not visible");
  const devtools = await page.context().newCDPSession(page);
  const touchPoints = [{ x: x + width / 2, y: y + height / 2 }];
  await devtools.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints });
  await page.getByRole("menu").waitFor();
  await devtools.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
}
