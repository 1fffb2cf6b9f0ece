import assert from "node:assert/strict";
import { describe } from "node:test";
import type { Page } from "playwright-core";
import { webTest } from "./fixture.js";
import { type Person, person, SIDE_BY_SIDE } from "./people.js";

const LOW = { width: 320, height: 180 };
const NARROW = { width: 320, height: 568 };
const WIDE = { width: 1280, height: 800 };

/** The contrast of two CSS colors, as defined by WCAG. */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = (color.match(/\d+/g) ?? []).map(text => {
    const share = Number(text) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function style(page: Page, selector: string, property: string): Promise<string> {
  return page
    .locator(selector)
    .first()
    .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);
}

/** Whether two elements overlap on the page. */
function overlap(page: Page, one: string, other: string): Promise<boolean> {
  return page.evaluate(
    ([one = "", other = ""]) => {
      const area = document.querySelector(".scroller")?.getBoundingClientRect() as DOMRect;
      const [first, ...more] = [
        ...document.querySelectorAll(one),
        ...document.querySelectorAll(other),
      ]
        .map(element => element.getBoundingClientRect())
        .map(({ left, right, top, bottom }) => ({
          left,
          right,
          top: Math.max(top, area.top),
          bottom: Math.min(bottom, area.bottom),
        }));
      return more.some(
        box =>
          first !== undefined &&
          box.top < box.bottom &&
          box.left < first.right &&
          first.left < box.right &&
          box.top < first.bottom &&
          first.top < box.bottom,
      );
    },
    [one, other],
  );
}

async function writeMany(writer: Person, count: number): Promise<void> {
  for (let index = 1; index <= count; index++) {
    await writer.write(`line ${index}.`);
  }
  await writer.sees(`line ${count}.`, "delivered");
}

async function scrolledUp({ page }: Person): Promise<void> {
  await page.locator(".scroller").evaluate(element => {
    element.scrollTop = (element.scrollHeight - element.clientHeight) / 2;
  });
  await page.getByRole("button", { name: "To the newest message" }).waitFor();
}

describe("looks", { concurrency: SIDE_BY_SIDE }, () => {
  webTest(
    "bubbles, ticks and fields have enough contrast in both themes and in forced colors",
    async stage => {
      const bob = await stage.arrive(person("bob"));
      const alice = await stage.arrive(person("alice"), { viewport: WIDE });
      const { page } = alice;
      await alice.open(bob.user);
      const ring = () => style(page, ".grows", "outline-style");
      await page.mouse.click(600, 300);
      await alice.field.focus();
      assert.equal(await ring(), "none");
      await page.keyboard.press("Shift");
      assert.notEqual(await ring(), "none");

      await alice.write("ok");
      await bob.open(alice.user);
      await alice.sees("ok", "read");
      await bob.page.goto(bob.page.url().replace(/#.*/, "#/"));
      await alice.write("and");
      await alice.sees("and", "delivered");
      const boxes = await Promise.all(
        [0, 1].map(index => page.locator(".bubble").nth(index).boundingBox()),
      );
      const [ok, and] = boxes.map(box => box ?? assert.fail("no bubble"));
      assert.ok(ok && ok.height < 40, `a short answer is ${ok?.height} pixels high`);
      assert.ok(and && and.y - (ok.y + ok.height) < 4, "messages of one person are a group");
      const corner = (of: string) => style(page, of, "border-end-end-radius");
      assert.notEqual(await corner(".message.ends .bubble"), await corner(".message .bubble"));

      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        const bubble = await style(page, ".own .bubble", "background-color");
        const read = await style(page, '[data-status="read"]', "background-color");
        const delivered = await style(page, '.message [data-status="delivered"]', "color");
        assert.ok(contrast(read, bubble) >= 3, `read, ${colorScheme}: ${read} on ${bubble}`);
        assert.ok(contrast(delivered, bubble) >= 3, `delivered, ${colorScheme}`);
        const mark = await style(page, '[data-status="read"]', "color");
        assert.ok(contrast(mark, read) >= 3, `the marks of read, ${colorScheme}`);
      }
      await page.emulateMedia({ forcedColors: "active" });
      const canvas = await style(page, "body", "background-color");
      const edge = await style(page, ".bubble", "border-top-color");
      const fill = await style(page, '[data-status="read"]', "background-color");
      assert.ok(contrast(edge, canvas) >= 3, `edges are ${edge} on ${canvas}`);
      assert.ok(contrast(fill, canvas) >= 3, `read is ${fill} on ${canvas}`);
    },
  );

  webTest("formats and links are rendered, and copied text is plain", async ({ arrive }) => {
    const bob = await arrive(person("bob"));
    const alice = await arrive(person("alice"), { viewport: NARROW });
    await alice.open(bob.user);
    await alice.write("*bold* _soft_ `x_y` snake_case https://example.com/a_b");
    await alice.sees("snake_case", "delivered");
    assert.deepEqual(await alice.texts(), ["bold soft x_y snake_case https://example.com/a_b"]);
    const { page } = alice;
    assert.equal(await page.locator(".text strong").textContent(), "bold");
    assert.equal(await page.locator(".text em").textContent(), "soft");
    assert.equal(await page.locator(".text code").textContent(), "x_y");
    const link = page.getByRole("link", { name: "https://example.com/a_b" });
    assert.equal(await link.getAttribute("href"), "https://example.com/a_b");
    assert.equal(await link.getAttribute("rel"), "noopener noreferrer");

    const box = page.locator(".grows");
    await alice.field.fill("a line\n".repeat(30));
    const [{ height = 0 } = {}] = [(await box.boundingBox()) ?? undefined];
    assert.ok(height <= 9 * 16, `the box of a long draft is ${height} pixels high`);
    assert.equal(await style(page, ".grows", "border-top-width"), "1px");
    await alice.field.fill("x".repeat(4_086));
    await page.getByText("10 characters left").waitFor();
    await alice.field.fill(`${"x".repeat(4_090)}👍🏽👍🏽`);
    await page.getByText("2 characters too many").waitFor();
    assert.ok(await page.getByRole("button", { name: "Send" }).isDisabled());
  });

  webTest(
    "no element covers messages, from a zoom of 400% to a wide window",
    async ({ arrive }) => {
      const bob = await arrive(person("bob"));
      const alice = await arrive(person("alice"), { viewport: NARROW });
      const { page } = alice;
      await alice.open(bob.user);
      await writeMany(alice, 26);
      for (const viewport of [LOW, NARROW, WIDE]) {
        await page.setViewportSize(viewport);
        await scrolledUp(alice);
        const size = `${viewport.width}×${viewport.height}`;
        assert.equal(await overlap(page, ".to-end", ".ticks, .text"), false, size);
        const { height = 0 } = (await page.locator(".scroller").boundingBox()) ?? {};
        assert.ok(height > 72, `${height} pixels of messages at ${size}`);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(wide <= 0, `${size} scrolls sideways`);
      }
      const place = async () => (await page.locator(".message").nth(13).boundingBox())?.y ?? 0;
      const before = await place();
      // Scroll positions are rounded.
      const stays = async () => assert.ok(Math.abs((await place()) - before) < 1, "messages moved");
      await alice.network.cut();
      await page.getByText("Offline").waitFor();
      await stays();
      assert.equal(await overlap(page, ".banners", ".message"), false);
      await alice.network.mend();
      await page.getByText("Offline").waitFor({ state: "detached" });
      await stays();
    },
  );

  webTest(
    "the user can jump to the first message of a day, from the menu and from a date line",
    async ({ arrive }) => {
      const bob = await arrive(person("bob"));
      const alice = await arrive(person("alice"), { viewport: { width: 800, height: 400 } });
      const { page } = alice;
      await alice.open(bob.user);
      await writeMany(alice, 14);
      const today = await page.evaluate(() => {
        const now = new Date();
        now.setMinutes(now.getMinutes() - now.getTimezoneOffset());
        return now.toISOString().slice(0, 10);
      });
      const jump = async () => {
        await page.getByLabel("Jump to a date").fill(today);
        await page.getByRole("button", { name: "Show", exact: true }).click();
        await page.getByRole("button", { name: "To the newest message" }).waitFor();
        await page.waitForFunction(() => {
          const edge = document.querySelector(".scroller")?.getBoundingClientRect().top ?? 0;
          const day = document.querySelector(".day")?.getBoundingClientRect().top ?? -1;
          return day >= edge;
        });
      };
      await page.getByRole("button", { name: "Settings of this conversation" }).click();
      await page.getByRole("button", { name: "Jump to a date" }).click();
      await jump();
      await page.locator(".day button").click();
      await page.getByLabel("Jump to a date").fill("1999-12-31");
      await page.getByRole("button", { name: "Show", exact: true }).click();
      await page.getByText("line 1.", { exact: true }).waitFor();
      await page.getByRole("button", { name: "To the newest message" }).click();
      await page.getByRole("button", { name: "To the newest message" }).waitFor({
        state: "detached",
      });
    },
  );
});
