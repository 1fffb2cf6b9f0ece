import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser, Locator, Page } from "playwright-core";
import { contactNumber, launch, Person, person, SIDE_BY_SIDE } from "./people.js";

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** Waits until this is said of the peer beside the name. */
async function seesActivity({ page }: Person, text: RegExp): Promise<void> {
  await page.locator(".activity").filter({ hasText: text }).waitFor();
}

/** Turns settings of the open conversation on. */
async function set({ page }: Person, ...names: readonly string[]): Promise<void> {
  await page.getByRole("button", { name: "Settings of this conversation" }).click();
  for (const name of names) {
    await page.getByRole("switch", { name }).click();
    await page.getByRole("switch", { name, checked: true }).waitFor();
  }
  await page.keyboard.press("Escape");
}

/** Changes something in the user's own settings. */
async function change({ page }: Person, how: (page: Page) => Promise<unknown>): Promise<void> {
  await page.getByRole("button", { name: "Settings", exact: true }).click();
  await how(page);
  await page.getByText("Saved.").waitFor();
  await page.keyboard.press("Escape");
}

async function leave(...people: readonly Person[]): Promise<void> {
  await Promise.all(people.map(one => one.leave()));
}

describe("people", { concurrency: SIDE_BY_SIDE }, () => {
  test("somebody is found by contact number, and shown by name", async () => {
    const number = contactNumber();
    const bob = await Person.arrive(browser, person("bob"), { contactNumber: number });
    const alice = await Person.arrive(browser, person("alice"));
    await change(bob, async page => {
      await page.getByLabel("Your name").fill("Bob Builder");
      await page.getByRole("button", { name: "Save" }).click();
    });
    await bob.page.getByRole("heading", { name: "Bob Builder" }).waitFor();

    const { page } = alice;
    const look = page.getByRole("button", { name: "Look for" });
    await page.getByRole("searchbox").fill("+49 30 999999");
    await look.click();
    await page.getByText("Nobody can be found").waitFor();
    await page.getByRole("searchbox").fill(`${number.slice(0, 3)} ${number.slice(3)}`);
    await look.click();
    await page.getByRole("link", { name: "Bob Builder" }).click();
    await page.getByRole("heading", { name: "Bob Builder" }).waitFor();
    await alice.write("found you");
    await alice.sees("found you", "delivered");
    await leave(alice, bob);
  });

  test("whether the peer is there, and writes, is said beside the name", async () => {
    const bob = await Person.arrive(browser, person("bob"));
    const alice = await Person.arrive(browser, person("alice"));
    await alice.open(bob.user);
    await seesActivity(alice, /^online$/);
    await alice.write("hi");
    await bob.open(alice.user);
    await alice.sees("hi", "read");

    const field = bob.page.getByRole("textbox", { name: /^Message to/ });
    await field.fill("half a sen");
    await seesActivity(alice, /^writing/);
    await field.fill("");
    await seesActivity(alice, /^online$/);
    await bob.write("a sentence");
    await alice.sees("a sentence");
    await seesActivity(alice, /^online$/);

    await bob.close();
    await seesActivity(alice, /^last active/);
    await bob.comeBack();
    await seesActivity(alice, /^online$/);
    await leave(alice, bob);
  });

  test("who is blocked is told that nothing gets through, and is not seen to write", async () => {
    const bob = await Person.arrive(browser, person("bob"));
    const alice = await Person.arrive(browser, person("alice"));
    await alice.open(bob.user);
    await alice.write("hi");
    await bob.open(alice.user);
    await alice.sees("hi", "read");
    await seesActivity(alice, /^online$/);

    await set(alice, "Block");
    await seesActivity(alice, /^$/);
    await seesActivity(bob, /^$/);
    await bob.write("are you there?");
    await bob.sees("are you there?", "failed");
    await bob.page.getByText("this user cannot be written to").waitFor();
    assert.equal(await alice.page.getByRole("textbox", { name: /^Message to/ }).count(), 0);

    await alice.page.getByRole("button", { name: "Unblock" }).click();
    await seesActivity(alice, /^online$/);
    assert.equal(alice.network.received("typing"), 0);
    assert.deepEqual(await alice.texts(), ["hi"]);
    await bob.page.getByRole("button", { name: "Try again" }).click();
    await alice.sees("are you there?");
    await leave(alice, bob);
  });

  test("muted, pinned, archived: after a reload too, and on the other device", async () => {
    const bob = await Person.arrive(browser, person("bob"));
    const phone = await Person.arrive(browser, person("alice"));
    const laptop = await Person.arrive(browser, phone.user);
    const row = ({ page }: Person): Locator => page.getByRole("link", { name: bob.user });
    await phone.open(bob.user);
    await phone.write("hi");
    await phone.sees("hi", "delivered");

    await set(phone, "Mute", "Pin");
    await row(laptop).filter({ hasText: "muted" }).filter({ hasText: "pinned" }).waitFor();
    await phone.page.reload();
    await row(phone).filter({ hasText: "muted" }).filter({ hasText: "pinned" }).waitFor();

    await row(laptop).click();
    await set(laptop, "Archive");
    for (const device of [laptop, phone]) {
      await row(device).waitFor({ state: "detached" });
    }
    await phone.page.reload();
    await phone.page.getByRole("button", { name: "Archive (1)" }).click();
    await row(phone).waitFor();
    await leave(bob, phone, laptop);
  });

  test("who hides being online, and when it was last, shows neither and sees neither", async () => {
    const bob = await Person.arrive(browser, person("bob"));
    const alice = await Person.arrive(browser, person("alice"));
    await alice.open(bob.user);
    await seesActivity(alice, /^online$/);
    await alice.write("hi");
    await alice.sees("hi", "delivered");
    const online = "Who sees that I am online";
    const lastSeen = "Who sees when I was last active";
    await change(bob, page => page.getByLabel(online).selectOption("Nobody"));
    await seesActivity(alice, /^last active/);
    await change(bob, page => page.getByLabel(lastSeen).selectOption("Nobody"));
    await seesActivity(alice, /^$/);

    await bob.open(alice.user);
    await bob.hears("presence");
    await seesActivity(bob, /^$/);
    await bob.page.reload();
    await bob.page.getByRole("button", { name: "Settings", exact: true }).click();
    assert.equal(await bob.page.getByLabel(online).inputValue(), "nobody");
    assert.equal(await bob.page.getByLabel(lastSeen).inputValue(), "nobody");
    await leave(alice, bob);
  });

  test("who hides what was read: ticks stay at delivered, the own devices know", async () => {
    const bob = await Person.arrive(browser, person("bob"));
    const laptop = await Person.arrive(browser, bob.user);
    const alice = await Person.arrive(browser, person("alice"));
    await alice.open(bob.user);
    await alice.write("first");
    await alice.sees("first", "delivered");
    const row = laptop.page.getByRole("link", { name: alice.user });
    await row.getByText("1 unread").waitFor();

    const toggle = (page: Page) => page.getByRole("switch", { name: "Others see" }).click();
    await change(bob, toggle);
    await bob.open(alice.user);
    await row.getByText("unread").waitFor({ state: "detached" });
    await bob.write("second");
    await alice.sees("second");
    await alice.sees("first", "delivered");

    await change(bob, toggle);
    await alice.write("third");
    await alice.sees("third", "read");
    await alice.sees("first", "read");
    await leave(alice, bob, laptop);
  });
});
