import assert from "node:assert/strict";
import { describe } from "node:test";
import { webTest } from "./fixture.js";
import { ADDRESS, person, SIDE_BY_SIDE } from "./people.js";

describe("writing", { concurrency: SIDE_BY_SIDE }, () => {
  webTest(
    "drafts are kept when the conversation changes and when the page reloads",
    async stage => {
      const alice = await stage.arrive(person("alice"));
      const [bob, carol] = [person("bob"), person("carol")];
      const { page } = alice;
      await alice.open(bob);
      await alice.field.fill("half a sentence to Bob");
      await alice.open(carol);
      assert.equal(await alice.field.inputValue(), "");
      await alice.field.fill("and one to Carol");
      await page.goBack();
      await page.getByRole("heading", { name: bob }).waitFor();
      assert.equal(await alice.field.inputValue(), "half a sentence to Bob");
      await page.reload();
      await alice.online();
      assert.equal(await alice.field.inputValue(), "half a sentence to Bob");
      await page.goto(`${ADDRESS}/#/${carol}`);
      await page.getByRole("heading", { name: carol }).waitFor();
      assert.equal(await alice.field.inputValue(), "and one to Carol");
    },
  );

  webTest(
    "a sent message is removed from the composer, also after a reload",
    async ({ arrive }) => {
      const bob = await arrive(person("bob"));
      const alice = await arrive(person("alice"));
      await alice.open(bob.user);
      await alice.write("hello");
      await alice.sees("hello", "delivered");
      assert.equal(await alice.field.inputValue(), "");
      await alice.page.reload();
      await alice.online();
      assert.equal(await alice.field.inputValue(), "");
      await alice.seesExactly(["hello"]);
    },
  );

  webTest("Enter confirms a word of an input method and does not send it", async ({ arrive }) => {
    const alice = await arrive(person("alice"));
    await alice.open(person("bob"));
    const session = await alice.page.context().newCDPSession(alice.page);
    await session.send("Input.imeSetComposition", {
      text: "にほん",
      selectionStart: 3,
      selectionEnd: 3,
    });
    // Chromium reports the key during the composition, with key code 229.
    await alice.field.dispatchEvent("keydown", { key: "Enter", keyCode: 229, isComposing: true });
    await session.send("Input.insertText", { text: "日本" });
    // Safari ends the composition first and reports the same key after it.
    await alice.field.evaluate(field => {
      field.dispatchEvent(new CompositionEvent("compositionstart"));
      field.dispatchEvent(new CompositionEvent("compositionend", { data: "本" }));
      const enter = { key: "Enter", bubbles: true, cancelable: true };
      field.dispatchEvent(new KeyboardEvent("keydown", enter));
    });
    assert.equal(await alice.field.inputValue(), "日本");
    assert.equal(await alice.page.locator(".message").count(), 0);
    await alice.page.waitForTimeout(100);
    await alice.field.press("Enter");
    await alice.sees("日本");
  });

  webTest("on a touch screen, Enter begins a new line and the button sends", async stage => {
    const bob = await stage.arrive(person("bob"));
    const options = { hasTouch: true, isMobile: true, viewport: { width: 360, height: 600 } };
    const alice = await stage.arrive(person("alice"), options);
    await alice.open(bob.user);
    await alice.field.tap();
    await alice.page.keyboard.type("one");
    await alice.page.keyboard.press("Enter");
    await alice.page.keyboard.type("two");
    assert.equal(await alice.field.inputValue(), "one\ntwo");
    await alice.page.getByRole("button", { name: "Send" }).tap();
    await alice.seesExactly(["one\ntwo"]);
    await alice.sees("one", "delivered");
  });

  webTest(
    "text typed while a message is being saved belongs to the next message",
    async ({ arrive }) => {
      const bob = await arrive(person("bob"));
      const alice = await arrive(person("alice"));
      await alice.open(bob.user);
      const texts = Array.from({ length: 10 }, (_, index) => `message ${index}.`);
      await alice.field.focus();
      for (const text of texts) {
        await alice.page.keyboard.type(text);
        await alice.page.keyboard.press("Enter");
      }
      await alice.sees("message 9.", "delivered");
      await alice.seesExactly(texts);
    },
  );
});
