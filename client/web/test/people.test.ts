import assert from "node:assert/strict";
import { describe } from "node:test";
import type { Locator, Page } from "playwright-core";
import { webTest } from "./fixture.js";
import { contactNumber, type Person, person, SIDE_BY_SIDE } from "./people.js";

/** Waits until the header shows a text about the peer. */
async function seesActivity({ page }: Person, text: RegExp): Promise<void> {
  await page.locator(".activity").filter({ hasText: text }).waitFor();
}

/** Switches on settings of the open conversation. */
async function set({ page }: Person, ...names: readonly string[]): Promise<void> {
  await page.getByRole("button", { name: "Settings of this conversation" }).click();
  for (const name of names) {
    await page.getByRole("switch", { name }).click();
    await page.getByRole("switch", { name, checked: true }).waitFor();
  }
  await page.keyboard.press("Escape");
}

/** Blocks the peer of the open conversation. */
async function block({ page }: Person): Promise<void> {
  const menu = page.getByRole("button", { name: "Settings of this conversation" });
  await menu.click();
  await page.getByRole("switch", { name: "Block" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Cancel" }).click();
  await menu.click();
  await page.getByRole("switch", { name: "Block", checked: false }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Block" }).click();
  await page.getByText("You have blocked").waitFor();
}

/** Changes one of the user's own settings. */
async function change({ page }: Person, how: (page: Page) => Promise<unknown>): Promise<void> {
  await page.getByRole("button", { name: "Settings", exact: true }).click();
  await how(page);
  await page.getByText("Saved.").waitFor();
  await page.keyboard.press("Escape");
}

describe("people", { concurrency: SIDE_BY_SIDE }, () => {
  webTest("a user is found by phone number and shown by name", async ({ arrive }) => {
    const number = contactNumber();
    const bob = await arrive(person("bob"), { contactNumber: number });
    const alice = await arrive(person("alice"));
    await change(bob, async page => {
      await page.getByLabel("Your name").fill("Bob Builder");
      await page.getByRole("button", { name: "Save" }).click();
    });
    await bob.page.getByRole("heading", { name: "Bob Builder" }).waitFor();

    const { page } = alice;
    const look = page.getByRole("button", { name: "Search for" });
    await page.getByRole("searchbox").fill("+49 30 999999");
    await look.click();
    await page.getByText("No user found").waitFor();
    await page.getByRole("searchbox").fill(`${number.slice(0, 3)} ${number.slice(3)}`);
    await look.click();
    await page.getByRole("link", { name: "Bob Builder" }).click();
    await page.getByRole("heading", { name: "Bob Builder" }).waitFor();
    await alice.write("found you");
    await alice.sees("found you", "delivered");
  });

  webTest("the header shows whether the peer is online or writing", async ({ arrive }) => {
    const bob = await arrive(person("bob"));
    const alice = await arrive(person("alice"));
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
  });

  webTest(
    "messages of a blocked user fail, and the user's typing is not shown",
    async ({ arrive }) => {
      const bob = await arrive(person("bob"));
      const alice = await arrive(person("alice"));
      await alice.open(bob.user);
      await alice.write("hi");
      await bob.open(alice.user);
      await alice.sees("hi", "read");
      await seesActivity(alice, /^online$/);

      await block(alice);
      await seesActivity(alice, /^$/);
      await seesActivity(bob, /^$/);
      await bob.write("are you there?");
      await bob.sees("are you there?", "failed");
      await bob.page.getByText("this user does not accept messages from you").waitFor();
      assert.equal(await alice.page.getByRole("textbox", { name: /^Message to/ }).count(), 0);

      await alice.page.getByRole("button", { name: "Unblock" }).click();
      await seesActivity(alice, /^online$/);
      assert.equal(alice.network.received("typing"), 0);
      assert.deepEqual(await alice.texts(), ["hi"]);
      await bob.page.getByRole("button", { name: "Try again" }).click();
      await alice.sees("are you there?");
    },
  );

  webTest(
    "mute, pin and archive persist after a reload and on the other device",
    async ({ arrive }) => {
      const bob = await arrive(person("bob"));
      const phone = await arrive(person("alice"));
      const laptop = await arrive(phone.user);
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
    },
  );

  webTest("a user who hides presence shows none and sees none", async ({ arrive }) => {
    const bob = await arrive(person("bob"));
    const alice = await arrive(person("alice"));
    await alice.open(bob.user);
    await seesActivity(alice, /^online$/);
    await alice.write("hi");
    await alice.sees("hi", "delivered");
    const online = "Who can see that I am online";
    const lastSeen = "Who can see when I was last active";
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
  });

  webTest(
    "with hidden read receipts a message stays delivered, and the user's own devices still sync",
    async ({ arrive }) => {
      const bob = await arrive(person("bob"));
      const laptop = await arrive(bob.user);
      const alice = await arrive(person("alice"));
      await alice.open(bob.user);
      await alice.write("first");
      await alice.sees("first", "delivered");
      const row = laptop.page.getByRole("link", { name: alice.user });
      await row.getByText("1 unread").waitFor();

      const toggle = (page: Page) => page.getByRole("switch", { name: "Others can see" }).click();
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
    },
  );
});
