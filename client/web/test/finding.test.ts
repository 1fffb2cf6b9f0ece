import assert from "node:assert/strict";
import { describe } from "node:test";
import { webTest } from "./fixture.js";
import { ADDRESS, contactNumber, type Person, person, SIDE_BY_SIDE } from "./people.js";

async function setName({ page }: Person, name: string): Promise<void> {
  await page.getByRole("button", { name: "Settings", exact: true }).click();
  await page.getByLabel("Your name").fill(name);
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved.").waitFor();
  await page.keyboard.press("Escape");
}

/** Writes to a user, so that both have a conversation. */
async function greet(from: Person, to: Person): Promise<void> {
  await from.open(to.user);
  await from.write("hello");
  await from.sees("hello", "delivered");
}

describe("finding", { concurrency: SIDE_BY_SIDE }, () => {
  webTest("a found user disappears when the search changes", async ({ arrive }) => {
    const number = contactNumber();
    const bob = await arrive(person("bob"), { contactNumber: number });
    const alice = await arrive(person("alice"));
    const { page } = alice;
    await setName(bob, "Bob Builder");
    const search = page.getByRole("searchbox");
    const found = page.getByRole("link", { name: "Bob Builder" });
    // A number in the form of a contact card: with isolates, a slash and full-width characters.
    await search.fill(`\u2068＋${number.slice(1, 5)}/${number.slice(5)}\u2069`);
    await page.getByRole("button", { name: `Search for ${number}` }).click();
    await found.getByText(bob.user).waitFor();
    await search.fill(number.slice(0, -1));
    await page
      .getByRole("button", { name: `Search for ${number.slice(0, -1)}`, exact: true })
      .waitFor();
    assert.equal(await found.count(), 0);
    await search.fill("+49 (0) 151 123456");
    await page.getByText("without (0)").waitFor();
  });

  webTest("two users with the same name are shown with their ids", async ({ arrive }) => {
    const bob = await arrive(person("bob"));
    const other = await arrive(person("bobby"));
    const alice = await arrive(person("alice"));
    await setName(bob, "José");
    await setName(other, "JOSE\u0301");
    await greet(bob, alice);
    await greet(other, alice);
    const { page } = alice;
    for (const { user } of [bob, other]) {
      const row = page.getByRole("link", { name: "José" }).filter({ hasText: user });
      await row.first().click();
      await page.getByRole("heading", { name: user }).waitFor();
    }
    await page.getByRole("searchbox").fill("jose");
    await page.locator(".rows li").nth(1).waitFor();
    assert.equal(await page.locator(".rows li").count(), 2);
  });

  webTest("a changed name is shown without a reload", async ({ arrive }) => {
    const bob = await arrive(person("bob"));
    const alice = await arrive(person("alice"));
    await greet(bob, alice);
    await alice.page.getByRole("link", { name: bob.user }).click();
    await alice.page.getByRole("heading", { name: bob.user }).waitFor();
    await setName(bob, "Robert");
    await bob.write("new name");
    await alice.page.getByRole("heading", { name: "Robert" }).waitFor();
    await alice.page.getByRole("link", { name: "Robert" }).waitFor();
  });

  webTest("a user without messages has a row only while the conversation is open", async stage => {
    const alice = await stage.arrive(person("alice"));
    const bob = person("bob");
    const row = alice.page.locator(".rows li").filter({ hasText: bob });
    await alice.open(bob);
    await row.waitFor();
    await alice.page.goto(`${ADDRESS}/#/`);
    await row.waitFor({ state: "detached" });
    await alice.page.reload();
    await alice.online();
    assert.equal(await row.count(), 0);
  });
});
