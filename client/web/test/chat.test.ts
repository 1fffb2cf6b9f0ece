import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser } from "playwright-core";
import { ADDRESS, launch, Person, person, SIDE_BY_SIDE } from "./people.js";

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

describe("chat", { concurrency: SIDE_BY_SIDE }, () => {
  test("two people chat, and the ticks go from waiting to read", async () => {
    const bob = await Person.arrive(browser, person("bob"));
    const alice = await Person.arrive(browser, person("alice"));
    await alice.network.cut();
    await alice.open(bob.user);
    await alice.write("hello 👋");
    await alice.sees("hello", "waiting");
    alice.network.mend();
    await alice.sees("hello", "delivered");

    const row = bob.page.getByRole("link", { name: alice.user });
    await row.getByText("1 unread").waitFor();
    await row.click();
    await bob.sees("hello");
    await alice.sees("hello", "read");
    await bob.write("שלום, how are you?");
    await bob.sees("שלום", "read");
    assert.deepEqual(await alice.texts(), ["hello 👋", "שלום, how are you?"]);
    await alice.leave();
    await bob.leave();
  });

  test("what was written to somebody who is away arrives on return, in order", async () => {
    const bob = await Person.arrive(browser, person("bob"));
    const alice = await Person.arrive(browser, person("alice"));
    await bob.close();
    await alice.open(bob.user);
    const texts = ["one", "two", "three"];
    for (const text of texts) {
      await alice.write(text);
    }
    await alice.sees("three", "sent");

    await bob.comeBack();
    const row = bob.page.getByRole("link", { name: alice.user });
    await row.getByText("3 unread").waitFor();
    await row.click();
    await bob.seesExactly(texts);
    await alice.sees("three", "read");
    await alice.leave();
    await bob.leave();
  });

  test("a line says where unread messages begin, and stays there", async () => {
    const bob = await Person.arrive(browser, person("bob"), {
      viewport: { width: 800, height: 500 },
    });
    const alice = await Person.arrive(browser, person("alice"));
    await alice.open(bob.user);
    await alice.write("old");
    await bob.open(alice.user);
    await alice.sees("old", "read");
    await bob.page.goto(`${ADDRESS}/#/`);
    const news = Array.from({ length: 20 }, (_, index) => `new ${index + 1}.`);
    for (const text of news) {
      await alice.write(text);
    }
    const row = bob.page.getByRole("link", { name: alice.user });
    await row.getByText("20 unread").waitFor();
    await row.click();

    const line = bob.page.getByRole("listitem").filter({ hasText: "New messages" });
    await line.waitFor();
    const [scroller, top] = [bob.page.locator(".scroller"), (await line.boundingBox())?.y ?? 0];
    const edge = (await scroller.boundingBox())?.y ?? 0;
    assert.ok(top >= edge && top < edge + 100, `the line is at ${top}, the edge at ${edge}`);
    await bob.page
      .locator('[aria-live="polite"]')
      .filter({ hasText: "20 unread messages" })
      .waitFor();
    await alice.sees("new 20.", "delivered");

    await bob.page.getByRole("button", { name: "To the newest message" }).click();
    await alice.sees("new 20.", "read");
    await alice.write("later");
    await bob.sees("later");
    const all = await bob.page.locator(".scroller li:not(.day)").allInnerTexts();
    assert.equal(
      all.findIndex(text => text.includes("New messages")),
      1,
    );
    await alice.leave();
    await bob.leave();
  });

  test("two devices of one user show the same", async () => {
    const bob = await Person.arrive(browser, person("bob"));
    const phone = await Person.arrive(browser, person("alice"));
    const laptop = await Person.arrive(browser, phone.user);
    await phone.open(bob.user);
    await phone.write("from the phone");
    await phone.sees("from the phone", "delivered");
    await laptop.page.getByRole("link", { name: bob.user }).click();
    await laptop.write("from the laptop");
    await bob.page.getByRole("link", { name: phone.user }).getByText("2 unread").waitFor();
    await bob.open(phone.user);
    await bob.write("to both");

    const texts = ["from the phone", "from the laptop", "to both"];
    for (const device of [phone, laptop, bob]) {
      await device.seesExactly(texts);
    }
    for (const device of [phone, laptop]) {
      await device.sees("from the laptop", "read");
      await device.page.getByRole("link", { name: bob.user }).getByText("unread").waitFor({
        state: "detached",
      });
    }
    await Promise.all([phone.leave(), laptop.leave(), bob.leave()]);
  });

  test("a reload in the middle of sending loses nothing", async () => {
    const bob = await Person.arrive(browser, person("bob"));
    const alice = await Person.arrive(browser, person("alice"));
    await alice.open(bob.user);
    const texts = Array.from({ length: 20 }, (_, index) => `message ${index + 1}.`);
    for (const [index, text] of texts.entries()) {
      await alice.write(text);
      if (index % 7 === 3) {
        await alice.sees(text);
        await alice.page.reload();
      }
    }
    await alice.sees("message 20.");
    await alice.page.reload();
    await alice.seesExactly(texts);
    await alice.sees("message 20.", "delivered");
    await bob.open(alice.user);
    await bob.seesExactly(texts);
    await alice.leave();
    await bob.leave();
  });

  test("offline, the page says so, when it tries again, and what waits", async () => {
    const alice = await Person.arrive(browser, person("alice"));
    const bob = await Person.arrive(browser, person("bob"));
    await alice.open(bob.user);
    await alice.network.cut();
    await alice.write("first");
    await alice.write("second");
    const banner = alice.page.getByRole("status").filter({ hasText: "Offline" });
    await banner.getByText(/next try in \d+ s/).waitFor();
    await banner.getByText("2 messages wait").waitFor();

    alice.network.mend();
    await alice.online();
    await banner.waitFor({ state: "detached" });
    await alice.sees("second", "delivered");
    await alice.leave();
    await bob.leave();
  });

  test("nobody has this user id: the message says so, and can be deleted", async () => {
    const alice = await Person.arrive(browser, person("alice"));
    await alice.open(person("nobody"));
    await alice.write("is anybody there?");
    await alice.sees("is anybody there?", "failed");
    await alice.page.getByText("nobody has this user id").waitFor();
    await alice.page.getByRole("button", { name: "Delete" }).click();
    await alice.seesExactly([]);
    await alice.leave();
  });
});
