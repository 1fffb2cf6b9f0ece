import assert from "node:assert/strict";
import { describe } from "node:test";
import { webTest } from "./fixture.js";
import { ADDRESS, type Person, person, SIDE_BY_SIDE } from "./people.js";

const SMALL = { viewport: { width: 800, height: 500 } };

/** The pixels below the visible part of the conversation. */
function below({ page }: Person): Promise<number> {
  return page
    .locator(".scroller")
    .evaluate(element => element.scrollHeight - element.clientHeight - element.scrollTop);
}

async function staysAtEnd(reader: Person): Promise<void> {
  await reader.page.waitForFunction(() => {
    const element = document.querySelector(".scroller") as HTMLElement;
    return element.scrollHeight - element.clientHeight - element.scrollTop < 2;
  });
}

async function writeMany(writer: Person, count: number): Promise<void> {
  for (let index = 1; index <= count; index++) {
    await writer.write(`line ${index}.`);
  }
  await writer.sees(`line ${count}.`);
}

describe("reading", { concurrency: SIDE_BY_SIDE }, () => {
  webTest("the view scrolls with messages that are sent quickly", async ({ arrive }) => {
    const bob = await arrive(person("bob"), SMALL);
    const alice = await arrive(person("alice"), SMALL);
    await alice.open(bob.user);
    await bob.open(alice.user);
    await writeMany(alice, 40);
    for (const reader of [alice, bob]) {
      await reader.sees("line 40.");
      await staysAtEnd(reader);
    }
    await alice.sees("line 40.", "read");
  });

  webTest("the wheel, a key and the scrollbar end following, and a send starts it", async stage => {
    const bob = await stage.arrive(person("bob"), SMALL);
    const alice = await stage.arrive(person("alice"), SMALL);
    await alice.open(bob.user);
    await writeMany(alice, 30);
    await alice.sees("line 30.", "delivered");
    await bob.open(alice.user);
    await bob.sees("line 30.");
    const { page } = bob;
    const button = page.getByRole("button", { name: "To the newest message" });
    const ways = {
      wheel: async () => {
        await page.locator(".scroller").hover();
        await page.mouse.wheel(0, -300);
      },
      key: () => page.locator(".scroller").press("PageUp"),
      scrollbar: () =>
        page.locator(".scroller").evaluate(element => {
          element.scrollTop -= 300;
        }),
    };
    for (const [name, moveUp] of Object.entries(ways)) {
      await moveUp();
      await button.waitFor();
      await alice.write(`after the ${name}.`);
      await bob.sees(`after the ${name}.`);
      assert.ok((await below(bob)) > 100, name);
      await bob.write(`answer to the ${name}.`);
      await bob.sees(`answer to the ${name}.`);
      await staysAtEnd(bob);
      await button.waitFor({ state: "detached" });
    }
  });

  webTest("a long unread conversation opens at its first unread message", async ({ arrive }) => {
    const bob = await arrive(person("bob"), SMALL);
    const alice = await arrive(person("alice"));
    await alice.open(bob.user);
    await writeMany(alice, 60);
    const row = bob.page.getByRole("link", { name: alice.user });
    await row.getByText("60 unread").waitFor();
    await row.click();
    await bob.sees("line 1.");
    await bob.page.getByText("New messages").waitFor();
    await alice.sees("line 1.", "read");
    await alice.sees("line 60.", "delivered");
    await bob.page.reload();
    await bob.online();
    await bob.page.getByText("New messages").waitFor();
    await alice.sees("line 60.", "delivered");
    await bob.page.getByRole("button", { name: "To the newest message" }).click();
    await alice.sees("line 60.", "read");
    assert.equal(await row.getByText("unread").count(), 0);
  });

  webTest("a catch-up stops at the first message that the user has missed", async ({ arrive }) => {
    const bob = await arrive(person("bob"), SMALL);
    const alice = await arrive(person("alice"), SMALL);
    await alice.open(bob.user);
    await alice.write("before");
    await bob.open(alice.user);
    await alice.sees("before", "read");
    await bob.network.cut();
    await bob.page.getByText("Offline").waitFor();
    await writeMany(alice, 30);
    await bob.network.mend();
    await bob.online();
    await bob.sees("line 30.");
    await alice.sees("line 1.", "read");
    await alice.sees("line 30.", "delivered");
    await bob.write("an answer");
    await alice.sees("line 30.", "read");
    await staysAtEnd(bob);
  });

  webTest(
    "messages behind a dialog or on a background page are not marked as read",
    async ({ arrive }) => {
      const bob = await arrive(person("bob"));
      const alice = await arrive(person("alice"));
      await alice.open(bob.user);
      await bob.open(alice.user);
      await alice.write("first");
      await alice.sees("first", "read");
      await bob.page.getByRole("button", { name: "Settings", exact: true }).click();
      await alice.write("second");
      await bob.sees("second");
      await alice.sees("second", "delivered");
      await bob.page.waitForTimeout(300);
      assert.equal(await alice.page.locator('[data-status="read"]').count(), 1);
      await bob.page.keyboard.press("Escape");
      await alice.sees("second", "read");

      await bob.page.evaluate(() => {
        document.hasFocus = () => false;
      });
      await alice.write("third");
      await bob.sees("third");
      await alice.sees("third", "delivered");
      await bob.page.waitForTimeout(300);
      assert.equal(await alice.page.locator('[data-status="read"]').count(), 2);
      await bob.page.evaluate(() => {
        document.hasFocus = () => true;
        dispatchEvent(new Event("focus"));
      });
      await alice.sees("third", "read");
    },
  );

  webTest("a tall message is cut until the user expands it", async ({ arrive }) => {
    const bob = await arrive(person("bob"));
    const alice = await arrive(person("alice"));
    await alice.open(bob.user);
    await alice.field.evaluate(field => {
      (field as HTMLTextAreaElement).value = `top${"\n".repeat(4_000)}bottom`;
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    });
    await alice.field.press("Enter");
    await alice.sees("bottom", "delivered");
    const bubble = alice.page.locator(".bubble");
    const height = async () => (await bubble.boundingBox())?.height ?? 0;
    assert.ok((await height()) < 600, `${await height()} pixels`);
    await alice.page.getByRole("button", { name: "Show more" }).click();
    assert.ok((await height()) > 10_000, `${await height()} pixels`);
    await alice.page.getByRole("button", { name: "Show less" }).click();
    assert.ok((await height()) < 600, `${await height()} pixels`);
  });

  webTest("stacked combining marks do not cover other messages", async ({ arrive }) => {
    const bob = await arrive(person("bob"));
    const alice = await arrive(person("alice"));
    await alice.open(bob.user);
    await alice.write("before");
    await alice.sees("before", "delivered");
    const before = alice.page.locator(".bubble").first();
    await alice.page.mouse.move(0, 0);
    await alice.write(`Z${"\u0301\u0316".repeat(100)}algo`);
    await alice.sees("Z", "delivered");
    await alice.write("after");
    await alice.sees("after", "delivered");
    const clip = await before.boundingBox();
    assert.ok(clip);
    const painted = await alice.page.screenshot({ clip });
    // Without the marks, the first message looks the same.
    await alice.page
      .locator(".text")
      .nth(1)
      .evaluate(element => {
        element.textContent = "Zalgo";
      });
    assert.deepEqual(await alice.page.screenshot({ clip }), painted);
  });

  webTest("today becomes yesterday at midnight", async ({ arrive }) => {
    const bob = await arrive(person("bob"));
    const alice = await arrive(person("alice"), { before: page => page.clock.install() });
    await alice.open(bob.user);
    await alice.write("late");
    await alice.sees("late", "delivered");
    await alice.page.locator(".day", { hasText: "today" }).waitFor();
    await alice.page.clock.fastForward("24:00:00");
    await alice.page.locator(".day", { hasText: "yesterday" }).waitFor();
  });

  webTest("a preview ends between graphemes", async ({ arrive }) => {
    const bob = await arrive(person("bob"));
    const alice = await arrive(person("alice"));
    const family = "👩‍👩‍👧‍👦";
    await alice.open(bob.user);
    await alice.write(family.repeat(60));
    await alice.sees(family, "delivered");
    const preview = bob.page.locator(".preview");
    await preview.waitFor();
    const shown = (await preview.textContent()) ?? "";
    assert.match(shown, new RegExp(`^(${family})+…$`, "u"));
    await bob.page.goto(`${ADDRESS}/#/`);
  });
});
