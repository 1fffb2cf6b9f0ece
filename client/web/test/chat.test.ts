import assert from "node:assert/strict";
import { describe } from "node:test";
import { webTest } from "./fixture.js";
import { ADDRESS, person, SIDE_BY_SIDE } from "./people.js";

describe("chat", { concurrency: SIDE_BY_SIDE }, () => {
  webTest("two users chat, and the ticks change from waiting to read", async ({ arrive }) => {
    const bob = await arrive(person("bob"));
    const alice = await arrive(person("alice"));
    await alice.network.cut();
    await alice.open(bob.user);
    await alice.write("hello 👋");
    await alice.sees("hello", "waiting");
    await alice.network.mend();
    await alice.sees("hello", "delivered");

    const row = bob.page.getByRole("link", { name: alice.user });
    await row.getByText("1 unread").waitFor();
    await row.click();
    await bob.sees("hello");
    await alice.sees("hello", "read");
    await bob.write("שלום, how are you?");
    await bob.sees("שלום", "read");
    assert.deepEqual(await alice.texts(), ["hello 👋", "שלום, how are you?"]);
  });

  webTest(
    "messages to an offline user arrive in order when the user returns",
    async ({ arrive }) => {
      const bob = await arrive(person("bob"));
      const alice = await arrive(person("alice"));
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
    },
  );

  webTest("a line marks the first unread message and stays there", async ({ arrive }) => {
    const bob = await arrive(person("bob"), {
      viewport: { width: 800, height: 500 },
    });
    const alice = await arrive(person("alice"));
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
  });

  webTest("two devices of a user show the same messages", async ({ arrive }) => {
    const bob = await arrive(person("bob"));
    const phone = await arrive(person("alice"));
    const laptop = await arrive(phone.user);
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
  });

  webTest("a reload while sending loses no message", async ({ arrive }) => {
    const bob = await arrive(person("bob"));
    const alice = await arrive(person("alice"));
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
  });

  webTest(
    "the banner of an offline page shows the next attempt and the pending messages",
    async ({ arrive }) => {
      const alice = await arrive(person("alice"));
      const bob = await arrive(person("bob"));
      await alice.open(bob.user);
      await alice.network.cut();
      await alice.write("first");
      await alice.write("second");
      const banner = alice.page.getByRole("status").filter({ hasText: "Offline" });
      await banner.getByText(/next try in \d+ s/).waitFor();
      await banner.getByText("2 messages pending").waitFor();
      assert.equal(await alice.page.locator(".activity").textContent(), "");

      await alice.network.mend();
      await alice.online();
      await banner.waitFor({ state: "detached" });
      await alice.sees("second", "delivered");
    },
  );

  webTest("a message to an unknown user fails and can be deleted", async ({ arrive }) => {
    const alice = await arrive(person("alice"));
    await alice.open(person("nobody"));
    await alice.write("is anybody there?");
    await alice.sees("is anybody there?", "failed");
    await alice.page.getByText("no user has this id").waitFor();
    await alice.page.getByRole("button", { name: "Delete" }).click();
    await alice.seesExactly([]);
  });
});
