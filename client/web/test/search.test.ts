import assert from "node:assert/strict";
import { describe } from "node:test";
import type { Page } from "playwright-core";
import { webTest } from "./fixture.js";
import { writeLog } from "./long-log.js";
import { type Person, person, SIDE_BY_SIDE } from "./people.js";

const PHONE = { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true };
/** More than a device gets at its first connection. */
const MANY = 120;

const field = (page: Page) => page.getByRole("searchbox", { name: "Search people and messages" });
const finding = (page: Page) =>
  page.getByRole("searchbox", { name: "Search in this conversation" });
const hits = (page: Page) => page.locator(".hit");
const found = (page: Page) => page.locator(".found[data-seq]");

/** Waits until the search in the conversation is at a place such as `2 of 3`. */
async function isAt({ page }: Person, place: string): Promise<void> {
  await page.locator(".find-status").getByText(place, { exact: true }).waitFor();
}

/** Waits until a message is in the visible part of the conversation. */
async function shows({ page }: Person, text: string): Promise<void> {
  await page.waitForFunction(wanted => {
    const area = document.querySelector(".scroller")?.getBoundingClientRect();
    const message = [...document.querySelectorAll(".message")].find(one =>
      one.querySelector(".text")?.textContent?.includes(wanted),
    );
    const { top = -1, bottom = 0 } = message?.getBoundingClientRect() ?? {};
    return area !== undefined && bottom > area.top && top < area.bottom && top >= 0;
  }, text);
}

/** Two users with a conversation of texts that Bob wrote. */
async function talk(
  arrive: (user: string, arrival?: object) => Promise<Person>,
  texts: readonly string[],
  arrival: object = {},
): Promise<[alice: Person, bob: Person]> {
  const bob = await arrive(person("bob"));
  const alice = await arrive(person("alice"), arrival);
  await writeLog(bob, bob.user, alice.user, texts);
  await alice.page.getByRole("link", { name: bob.user }).waitFor();
  return [alice, bob];
}

/** A new device of Alice, who has written many texts to Bob. It holds only the newest ones. */
async function farBack(
  arrive: (user: string) => Promise<Person>,
  textOf: (index: number) => string,
): Promise<Person> {
  const [alice, bob] = [person("alice"), await arrive(person("bob"))];
  await writeLog(
    bob,
    alice,
    bob.user,
    Array.from({ length: MANY }, (_, index) => textOf(index)),
  );
  const device = await arrive(alice);
  await device.page.getByRole("link", { name: bob.user }).waitFor();
  return device;
}

describe("search", { concurrency: SIDE_BY_SIDE }, () => {
  webTest("one field finds people, conversations and messages", async ({ arrive }) => {
    const [alice, bob] = await talk(arrive, ["Hello", "We drink *Téa* and coffee", "bye"]);
    const { page } = alice;
    await field(page).fill(bob.user.slice(0, 5));
    await page.getByRole("heading", { name: "Conversations" }).waitFor();
    await page.getByRole("link", { name: "Write to" }).waitFor();
    await field(page).fill("coffee tea");
    await hits(page).waitFor();
    assert.deepEqual(await hits(page).locator("mark").allInnerTexts(), ["Téa", "coffee"]);
    assert.match(await hits(page).innerText(), /We drink Téa and coffee/);
    await page.getByText("1 message found.").waitFor();
    assert.equal(await page.getByRole("heading", { name: "Conversations" }).count(), 0);
    await hits(page).click();
    await page.getByRole("heading", { name: bob.user }).waitFor();
    await shows(alice, "We drink");
    await page.locator('.message[data-seq="2"] .act:focus').waitFor();
    await field(page).fill("nothing like it");
    await page.getByText("No messages found.").waitFor();
    await field(page).fill("\u0301");
    assert.equal(await page.locator(".hits [role=status]").innerText(), "");
    await field(page).fill("x".repeat(10_000));
    await page.getByText("at most 64 characters").waitFor();
  });

  for (const [device, arrival] of [
    ["desktop", {}],
    ["phone", PHONE],
  ] as const) {
    webTest(`the search in a conversation goes back and forth, on a ${device}`, async stage => {
      const texts = Array.from({ length: 30 }, (_, n) => (n % 10 === 0 ? `tea ${n}` : `text ${n}`));
      const [alice] = await talk(stage.arrive, texts, arrival);
      const { page } = alice;
      await page.getByRole("link", { name: /bob-/ }).click();
      await alice.sees("text 29");
      await page.getByRole("button", { name: "Settings of this conversation" }).click();
      await page.getByRole("button", { name: "Search in this conversation" }).click();
      await finding(page).fill("TEA");
      await isAt(alice, "1 of 3");
      await shows(alice, "tea 20");
      assert.equal(await found(page).getAttribute("data-seq"), "21");
      assert.equal(await found(page).locator("mark").innerText(), "tea");
      const previous = page.getByRole("button", { name: "Previous match" });
      await previous.click();
      await isAt(alice, "2 of 3");
      await shows(alice, "tea 10");
      await previous.click();
      await isAt(alice, "3 of 3");
      await shows(alice, "tea 0");
      await page.getByRole("button", { name: "Next match" }).click();
      await isAt(alice, "2 of 3");
      await shows(alice, "tea 10");
      await finding(page).fill("text 1 8");
      await isAt(alice, "1 of 1");
      await shows(alice, "text 18");
      await page.getByRole("button", { name: "Close the search" }).click();
      await page.getByRole("heading", { name: /bob-/ }).waitFor();
      assert.equal(await page.locator(".message mark").count(), 0);
    });
  }

  webTest("a message far back opens at its place, and reading goes on from there", async stage => {
    const alice = await farBack(stage.arrive, n => (n === 30 ? "a needle" : `hay ${n}.`));
    const { page } = alice;
    await field(page).fill("needle");
    await hits(page).click();
    await shows(alice, "a needle");
    const scroll = async (to: number, text: string) => {
      await page.waitForFunction(
        ({ to, text }) => {
          const scroller = document.querySelector(".scroller") as HTMLElement;
          scroller.scrollTop += to;
          return scroller.textContent?.includes(text);
        },
        { to, text },
        { polling: 100 },
      );
    };
    await scroll(-200, "hay 0.");
    await scroll(200, `hay ${MANY - 1}.`);
    const seqs = await page
      .locator("[data-seq]")
      .evaluateAll(all => all.map(one => Number((one as HTMLElement).dataset.seq)));
    assert.deepEqual(
      seqs,
      seqs.map((_, n) => (seqs[0] as number) + n),
    );
  });

  webTest("the previous match may be far back on the server", async stage => {
    const alice = await farBack(stage.arrive, n => (n % 100 === 5 ? "needle" : `hay ${n}.`));
    const { page } = alice;
    await page.getByRole("link", { name: /bob-/ }).click();
    await alice.sees(`hay ${MANY - 1}.`);
    await page.keyboard.press("Control+f");
    await finding(page).fill("needle");
    await isAt(alice, "1 of 2");
    await page.keyboard.press("Enter");
    await isAt(alice, "2 of 2");
    await page.locator('.found[data-seq="6"]').waitFor();
  });

  webTest("offline, the messages of this device are found, the others once online", async stage => {
    const alice = await farBack(stage.arrive, n => (n % 100 === 5 ? "needle" : `hay ${n}.`));
    const { page } = alice;
    await alice.network.cut();
    await page.getByText("Offline").waitFor();
    await field(page).fill("needle");
    await page.getByText("You are offline: only").waitFor();
    assert.equal(await hits(page).count(), 1);
    await alice.network.mend();
    await hits(page).nth(1).waitFor();
    await page.getByText("2 messages found.").waitFor();
  });

  webTest("a message opened from a search leaves later messages unread", async ({ arrive }) => {
    const texts = Array.from({ length: 60 }, (_, n) => (n === 2 ? "tea" : `text ${n}`));
    const [alice, bob] = await talk(arrive, texts);
    const { page } = alice;
    await field(page).fill("tea");
    await hits(page).click();
    await page.locator('.message[data-seq="3"] .act:focus').waitFor();
    await shows(alice, "tea");
    await field(page).fill("");
    // Those that are visible are read.
    await page
      .locator(".row")
      .getByText(/^([1-9]|[1-5][0-9]) unread$/)
      .waitFor();
    await bob.open(alice.user);
    await bob.page.locator('[data-seq="60"] [data-status="delivered"]').waitFor();
  });

  webTest("a message that was removed or edited meanwhile leaves the results", async stage => {
    const [alice, bob] = await talk(stage.arrive, ["tea one", "tea two", "tea three"]);
    const { page } = alice;
    await field(page).fill("tea");
    await hits(page).nth(2).waitFor();
    await bob.open(alice.user);
    await bob.sees("tea three");
    await bob.page.locator(".bubble", { hasText: "tea two" }).dispatchEvent("contextmenu");
    await bob.page.getByRole("menuitem", { name: "Remove for everyone" }).click();
    await bob.page.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
    await hits(page).filter({ hasText: "tea two" }).waitFor({ state: "detached" });
    assert.equal(await hits(page).count(), 2);
  });

  webTest("messages are found with the keyboard alone", async ({ arrive }) => {
    const texts = ["tea one", ...Array.from({ length: 30 }, (_, n) => `text ${n}`), "tea two"];
    const [alice] = await talk(arrive, texts);
    const { page } = alice;
    const { keyboard } = page;
    await keyboard.press("Control+k");
    await keyboard.type("one tea!".slice(0, 7));
    await hits(page).waitFor();
    while ((await page.locator(".hit:focus").count()) === 0) {
      await keyboard.press("ArrowDown");
    }
    await keyboard.press("Enter");
    await shows(alice, "tea one");
    await keyboard.press("Control+f");
    await finding(page).waitFor();
    await keyboard.type("tea");
    await isAt(alice, "1 of 2");
    await shows(alice, "tea two");
    await keyboard.press("Enter");
    await isAt(alice, "2 of 2");
    await shows(alice, "tea one");
    await keyboard.press("Shift+Enter");
    await isAt(alice, "1 of 2");
    await page.locator(".find input:focus").waitFor();
    await keyboard.press("Escape");
    await page.getByRole("heading", { name: /bob-/ }).waitFor();
    await keyboard.press("Control+f");
    await page.locator(".find input:focus").waitFor();
  });
});
