import assert from "node:assert/strict";
import { describe } from "node:test";
import { findings } from "./axe.js";
import { webTest } from "./fixture.js";
import { choose, longPress, messageOf, says } from "./menus.js";
import { PATIENCE_MS, type Person, person, SIDE_BY_SIDE } from "./people.js";

/** Opens the menu of the conversation, and asks to clear it. */
async function askToClear({ page }: Person): Promise<void> {
  await page.getByRole("button", { name: "Settings of this conversation" }).click();
  await page.getByRole("button", { name: "Clear chat" }).click();
}

/** The preview of a conversation in the list. */
function previewOf({ page }: Person, peer: string) {
  return page.locator(".row", { hasText: peer }).locator(".preview");
}

/** The parts of the page and of the browser's databases that contain a text. */
function keptBy({ page }: Person, text: string): Promise<string[]> {
  return page.evaluate(async wanted => {
    const found = [document.documentElement.innerHTML];
    for (const { name = "" } of await indexedDB.databases()) {
      const opening = indexedDB.open(name);
      const database = await new Promise<IDBDatabase>(done => {
        opening.onsuccess = () => done(opening.result);
      });
      for (const store of database.objectStoreNames) {
        const all = database.transaction(store).objectStore(store).getAll();
        await new Promise<void>(done => {
          all.onsuccess = () => done();
        });
        found.push(JSON.stringify(all.result));
      }
      database.close();
    }
    return found
      .filter(one => one.includes(wanted))
      .map(one => one.slice(one.indexOf(wanted) - 200, one.indexOf(wanted) + 100));
  }, text);
}

/** Waits until a text is neither in the page nor in the databases of the browser. */
async function forgets(by: Person, text: string): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while ((await keptBy(by, text)).length > 0 && Date.now() < end) {
    await by.page.waitForTimeout(100);
  }
  assert.deepEqual(await keptBy(by, text), []);
}

describe("hiding", { concurrency: SIDE_BY_SIDE }, () => {
  webTest(
    "a deleted message is gone on all devices of the user, and stays with the peer",
    async ({ arrive }) => {
      const [bob, alice] = [await arrive(person("bob")), await arrive(person("alice"))];
      const away = await arrive(alice.user);
      await alice.open(bob.user);
      await bob.open(alice.user);
      await away.open(bob.user);
      await bob.write("keep this");
      await bob.write("a secret");
      await alice.sees("a secret");
      await choose(alice, "a secret", "Reply");
      await alice.write("about it");
      await away.sees("about it");
      await away.network.cut();
      await choose(alice, "a secret", "Delete for me");
      const question = alice.page.getByRole("alertdialog");
      assert.deepEqual(await findings(alice.page), []);
      await question.getByRole("button", { name: "Cancel" }).click();
      await messageOf(alice, "a secret").waitFor();
      await choose(alice, "a secret", "Delete for me");
      await question.getByRole("button", { name: "Delete" }).click();
      await says(alice, "Deleted for you.");
      await alice.seesExactly(["keep this", "about it"]);
      await messageOf(alice, "about it").getByText("You deleted this message.").waitFor();
      await forgets(alice, "a secret");
      await choose(alice, "about it", "Delete for me");
      await question.getByRole("button", { name: "Delete" }).click();
      await previewOf(alice, bob.user).getByText("keep this").waitFor();
      await away.network.mend();
      await away.seesExactly(["keep this"]);
      await forgets(away, "a secret");
      await bob.seesExactly(["keep this", "a secret", "about it"]);
      await alice.page.reload();
      await alice.online();
      await alice.seesExactly(["keep this"]);
    },
  );

  webTest("a chat is cleared after a question, on a phone, also offline", async ({ arrive }) => {
    const bob = await arrive(person("bob"));
    const phone = { viewport: { width: 320, height: 568 }, hasTouch: true, isMobile: true };
    const alice = await arrive(person("alice"), phone);
    await alice.open(bob.user);
    await bob.open(alice.user);
    await bob.write("one");
    await bob.write("two");
    await alice.sees("two");
    await longPress(alice.page, messageOf(alice, "one").locator(".text"));
    await alice.page.getByRole("menuitem", { name: "Delete for me" }).tap();
    const question = alice.page.getByRole("alertdialog");
    await question.getByRole("button", { name: "Delete" }).tap();
    await alice.seesExactly(["two"]);
    await alice.network.cut();
    await askToClear(alice);
    assert.deepEqual(await findings(alice.page), []);
    const wide = await alice.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, "the page scrolls sideways");
    await question.getByRole("button", { name: "Clear chat" }).click();
    await says(alice, "Chat cleared.");
    await alice.seesExactly([]);
    await forgets(alice, '"two"');
    await bob.write("three");
    await alice.network.mend();
    await alice.seesExactly(["three"]);
    await bob.seesExactly(["one", "two", "three"]);
    const other = await arrive(alice.user);
    await other.open(bob.user);
    await other.seesExactly(["three"]);
  });

  webTest("the user can delete and clear with the keyboard alone", async ({ arrive }) => {
    const [bob, alice] = [await arrive(person("bob")), await arrive(person("alice"))];
    await alice.open(bob.user);
    await bob.open(alice.user);
    for (const text of ["one", "two", "three"]) {
      await bob.write(text);
      await alice.sees(text);
    }
    const { keyboard } = alice.page;
    const focus = (name: string) =>
      alice.page.getByRole("button", { name }).and(alice.page.locator(":focus")).waitFor();
    await alice.field.focus();
    await keyboard.press("Shift+Tab");
    await focus("Actions for: three");
    await keyboard.press("ArrowUp");
    await focus("Actions for: two");
    await keyboard.press("Enter");
    await alice.page.getByRole("menu").waitFor();
    await keyboard.press("End");
    await keyboard.press("Enter");
    await alice.page.getByRole("alertdialog").waitFor();
    await keyboard.press("Tab");
    await keyboard.press("Enter");
    await alice.seesExactly(["one", "three"]);
    await focus("Actions for: three");
    await alice.page.getByRole("button", { name: "Settings of this conversation" }).focus();
    await keyboard.press("Enter");
    await alice.page.getByRole("button", { name: "Clear chat" }).focus();
    await keyboard.press("Enter");
    await alice.page.getByRole("alertdialog").waitFor();
    await keyboard.press("Tab");
    await keyboard.press("Enter");
    await alice.seesExactly([]);
    await alice.page.locator(".scroller:focus").waitFor();
  });
});
