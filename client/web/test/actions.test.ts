import assert from "node:assert/strict";
import { describe } from "node:test";
import { findings } from "./axe.js";
import { webTest } from "./fixture.js";
import { choose, longPress, messageOf, says } from "./menus.js";
import { person, SIDE_BY_SIDE } from "./people.js";

describe("actions", { concurrency: SIDE_BY_SIDE }, () => {
  webTest(
    "edits, removals and reactions reach both users, and are announced",
    async ({ arrive }) => {
      const [bob, alice] = [await arrive(person("bob")), await arrive(person("alice"))];
      await alice.open(bob.user);
      await bob.open(alice.user);
      await alice.write("at six");
      await bob.sees("at six");
      await alice.write("a secret");
      await alice.sees("a secret", "read");

      await choose(alice, "at six", "Edit");
      const field = alice.page.getByRole("textbox", { name: "New text of the message" });
      assert.equal(await field.inputValue(), "at six");
      await field.fill("at *seven*");
      await field.press("Enter");
      await says(bob, `${alice.user} edited a message: at seven`);
      for (const one of [alice, bob]) {
        await messageOf(one, "at seven").getByText("edited", { exact: true }).waitFor();
      }
      // The Up key edits the last message, and Escape leaves it unchanged.
      await alice.field.press("ArrowUp");
      assert.equal(await field.inputValue(), "a secret");
      await field.press("Escape");
      await alice.field.waitFor();

      await messageOf(bob, "at seven").locator(".text").click({ button: "right" });
      await bob.page.getByRole("menuitemradio", { name: "React with 👍" }).click();
      await says(alice, `${bob.user} reacted with 👍 to: at seven`);
      await messageOf(alice, "at seven")
        .getByRole("button", { name: `👍 by ${bob.user}` })
        .waitFor();
      await choose(alice, "at seven", "Other reactions");
      const picker = alice.page.locator("#reaction");
      await picker.getByRole("searchbox").fill("party popper");
      await picker.getByRole("button", { name: "party popper" }).click();
      const both = messageOf(bob, "at seven").getByRole("button", { name: "🎉 by" });
      await both.click();
      const details = bob.page.getByRole("dialog", { name: "Details" });
      await details.getByText("Edited").waitFor();
      assert.deepEqual(await details.locator("li bdi").allTextContents(), ["You", alice.user]);
      await details.getByRole("button", { name: "Remove reaction" }).click();
      await details.getByRole("button", { name: "Remove reaction" }).waitFor({ state: "detached" });
      await details.getByRole("button", { name: "Close" }).click();
      await says(alice, `${bob.user} removed a reaction to: at seven`);
      await messageOf(alice, "at seven")
        .getByRole("button", { name: "🎉 by You", exact: true })
        .waitFor();

      await choose(alice, "a secret", "Remove for everyone");
      await alice.page.getByRole("alertdialog").getByRole("button", { name: "Cancel" }).click();
      await messageOf(alice, "a secret").waitFor();
      await choose(alice, "a secret", "Remove for everyone");
      await alice.page.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
      await says(bob, `${alice.user} removed a message.`);
      await says(alice, "You removed the message.");
      for (const one of [alice, bob]) {
        await one.seesExactly(["at seven", "This message was removed."]);
        assert.equal(await one.page.getByText("a secret").count(), 0);
      }
      await bob.page.reload();
      await bob.online();
      await bob.seesExactly(["at seven", "This message was removed."]);
      await messageOf(bob, "at seven").getByRole("button", { name: "🎉 by" }).waitFor();
    },
  );

  webTest("a quote leads to its message, and a message goes to others", async ({ arrive }) => {
    const [bob, carol] = [await arrive(person("bob")), await arrive(person("carol"))];
    const viewport = { width: 900, height: 420 };
    const permissions = ["clipboard-read", "clipboard-write"];
    const alice = await arrive(person("alice"), { viewport, permissions });
    await alice.open(carol.user);
    await alice.write("hello");
    await alice.open(bob.user);
    await alice.write("the *first* of all");
    for (let line = 1; line <= 12; line++) {
      await alice.write(`line ${line}.`);
    }
    await bob.open(alice.user);
    await bob.sees("line 12.");
    await choose(bob, "of all", "Reply");
    await bob.page.getByText(`Reply to ${alice.user}`).waitFor();
    await bob.write("about that");
    await alice.sees("about that");
    await alice.page.reload();
    await alice.online();
    await messageOf(alice, "about that").getByText("the first of all").click();
    const target = messageOf(alice, "of all").getByRole("button", { name: "Actions for" });
    await target.and(alice.page.locator(":focus")).waitFor();
    await messageOf(alice, "of all").locator(".text").click({ button: "right" });
    await alice.page.getByRole("menuitem", { name: "Copy" }).click();
    await says(alice, "Copied.");
    const copied = await alice.page.evaluate(() => navigator.clipboard.readText());
    assert.equal(copied, "the first of all");

    await choose(alice, "of all", "Forward");
    const dialog = alice.page.getByRole("dialog", { name: "Forward to" });
    await dialog.getByRole("searchbox").fill("nobody at all");
    await dialog.getByText("No conversation found.").waitFor();
    await dialog.getByRole("searchbox").fill("");
    assert.ok(await dialog.getByRole("button", { name: "Forward" }).isDisabled());
    await dialog.getByRole("checkbox", { name: bob.user }).check();
    await dialog.getByRole("checkbox", { name: carol.user }).check();
    assert.deepEqual(await findings(alice.page), []);
    await dialog.getByRole("button", { name: "Forward" }).click();
    await carol.open(alice.user);
    await messageOf(carol, "of all").getByText("Forwarded").waitFor();
    await bob.page.locator(".message", { hasText: "Forwarded" }).waitFor();
  });

  webTest("a finger that rests on a message opens its menu", async ({ arrive }) => {
    const bob = await arrive(person("bob"));
    const phone = { viewport: { width: 320, height: 568 }, hasTouch: true, isMobile: true };
    const alice = await arrive(person("alice"), phone);
    const { page } = alice;
    await alice.open(bob.user);
    await bob.open(alice.user);
    await bob.write("hello");
    await alice.sees("hello");
    await longPress(page, messageOf(alice, "hello").locator(".text"));
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      assert.deepEqual(await findings(page), [], colorScheme);
    }
    const box = (await page.locator(".message-menu").boundingBox()) ?? assert.fail("no menu");
    assert.ok(box.x >= 0 && box.x + box.width <= 320 && box.y + box.height <= 568);
    await page.getByRole("menuitemradio", { name: "React with ❤️" }).tap();
    await messageOf(bob, "hello").getByRole("button", { name: "❤️ by" }).waitFor();
    await longPress(page, messageOf(alice, "hello").locator(".text"));
    await page.getByRole("menuitem", { name: "Reply" }).tap();
    await alice.write("yes");
    await messageOf(bob, "yes")
      .getByRole("button", { name: /^In reply to.*hello/ })
      .waitFor();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, "the page scrolls sideways");
    assert.deepEqual(await findings(page), []);
  });

  webTest(
    "the user can reply, react, edit and remove with the keyboard alone",
    async ({ arrive }) => {
      const [bob, alice] = [await arrive(person("bob")), await arrive(person("alice"))];
      await alice.open(bob.user);
      await bob.open(alice.user);
      await bob.write("one");
      await alice.sees("one");
      const { keyboard } = alice.page;
      await alice.write("two");
      await alice.sees("two", "read");
      const focus = (name: string) =>
        alice.page.getByRole("button", { name }).and(alice.page.locator(":focus")).waitFor();
      const press = async (...keys: readonly string[]) => {
        for (const key of keys) {
          await keyboard.press(key);
        }
      };
      await press("Shift+Tab");
      await focus("Actions for: two");
      await press("ArrowUp");
      await focus("Actions for: one");
      await press("Enter");
      await alice.page.getByRole("menu").waitFor();
      await press("ArrowRight", "ArrowRight", "Enter");
      await messageOf(bob, "one").getByRole("button", { name: "😂 by" }).waitFor();
      await focus("Actions for: one");
      await press("Shift+F10");
      await alice.page.getByRole("menu").waitFor();
      await press("End", "ArrowDown", ...Array.from({ length: 5 }, () => "ArrowUp"), "Enter");
      await alice.page.getByText(`Reply to ${bob.user}`).waitFor();
      await keyboard.type("an answer");
      await press("Enter");
      await messageOf(bob, "an answer")
        .getByRole("button", { name: /^In reply to/ })
        .waitFor();
      await press("ArrowUp");
      await keyboard.type(", edited");
      await press("Enter");
      await messageOf(bob, "an answer, edited").waitFor();
      await alice.field.and(alice.page.locator(":focus")).waitFor();
      await press("Shift+Tab");
      await focus("Actions for: an answer, edited");
      await press("Enter");
      await alice.page.getByRole("menu").waitFor();
      await press("End", "Enter");
      await alice.page.getByRole("alertdialog").waitFor();
      await press("Tab", "Enter");
      await bob.seesExactly(["one", "two", "This message was removed."]);
      await alice.seesExactly(["one", "two", "This message was removed."]);
    },
  );

  webTest(
    "what is done without network is shown at once, and reaches the peer later",
    async stage => {
      const [bob, alice] = [await stage.arrive(person("bob")), await stage.arrive(person("alice"))];
      await alice.open(bob.user);
      await bob.open(alice.user);
      await alice.write("before");
      await alice.sees("before", "read");
      await alice.network.cut();
      await choose(alice, "before", "Edit");
      const field = alice.page.getByRole("textbox", { name: "New text of the message" });
      await field.fill("after");
      await field.press("Enter");
      await alice.sees("after", "waiting");
      await alice.write("never sent so");
      await choose(alice, "never sent so", "Edit");
      await field.fill("sent so");
      await field.press("Enter");
      await alice.sees("sent so", "waiting");
      await alice.write("never sent");
      await choose(alice, "never sent", "Remove for everyone");
      await alice.page.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
      await alice.seesExactly(["after", "sent so"]);
      await alice.network.mend();
      await bob.seesExactly(["after", "sent so"]);
      await alice.sees("after", "read");
    },
  );
});
