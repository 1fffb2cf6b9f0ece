import assert from "node:assert/strict";
import { describe } from "node:test";
import type { Page } from "playwright-core";
import { type Stage, webTest } from "./fixture.js";
import { ADDRESS, type Person, person, SIDE_BY_SIDE } from "./people.js";
import { controlStorage, FAULTS, TEXT_FAULTS, type Writes } from "./storage-faults.js";

/** In a second tab, one form of each kind of failure is enough. */
const IN_SECOND_TAB = [
  "indexedDB.open never answers",
  "Web Locks refuse",
  "all cookies and site data are blocked",
] as const;
/** A user who has connected once, so that messages to them are accepted. */
let peer: Promise<string> | undefined;
const NOT_KEPT = "Nothing is saved on this device";

/** Bob, and Alice, whose page has a fault from the start. */
async function people({ arrive }: Stage, fault: () => void): Promise<[alice: Person, bob: Person]> {
  const alice = await arrive(person("alice"), { before: page => page.addInitScript(fault) });
  return [alice, await arrive(person("bob"))];
}

function notice(page: Page) {
  return page.getByRole("status").filter({ hasText: NOT_KEPT });
}

function writes({ page }: Person, how: Writes): Promise<void> {
  return page.evaluate(how => {
    window.writes = how;
  }, how);
}

/** Sends a message to Bob, who reads and answers it. */
async function talk(alice: Person, bob: Person): Promise<void> {
  await alice.open(bob.user);
  await alice.write("hello");
  await alice.sees("hello", "delivered");
  await bob.open(alice.user);
  await bob.write("an answer");
  await alice.sees("an answer");
}

describe("storage", { concurrency: SIDE_BY_SIDE }, () => {
  for (const [name, fault] of Object.entries(FAULTS)) {
    webTest(
      `a user can chat although ${name}, and the page shows that it stores nothing`,
      async stage => {
        const [alice, bob] = await people(stage, fault);
        await notice(alice.page).waitFor();
        await talk(alice, bob);
      },
    );
  }

  for (const name of IN_SECOND_TAB) {
    webTest(
      `a second tab can chat although ${name} there after the sign-in`,
      async ({ arrive }) => {
        const alice = await arrive(person("alice"));
        peer ??= arrive(person("bob")).then(({ user }) => user);
        await alice.open(await peer);
        const first = alice.page;
        await alice.comeBack();
        await alice.page.addInitScript(FAULTS[name]);
        await alice.page.reload();
        if (name.startsWith("all")) {
          await alice.page.getByLabel("Your user id").fill(alice.user);
          await alice.page.getByRole("button", { name: "Start chatting" }).click();
        }
        await alice.online();
        await notice(alice.page).waitFor();
        await alice.open(await peer);
        await alice.write("from the second tab");
        await alice.sees("from the second tab", "sent");
        alice.page = first;
        await alice.sees("from the second tab");
        assert.equal(await notice(first).count(), 0);
      },
    );
  }

  for (const [name, fault] of Object.entries(TEXT_FAULTS)) {
    webTest(`a user chats although ${name}, and messages are kept`, async stage => {
      const [alice, bob] = await people(stage, fault);
      await talk(alice, bob);
      assert.equal(await notice(alice.page).count(), 0);
      await alice.field.fill("a draft");
      await alice.page.goto(`${ADDRESS}/#/`);
      await alice.page.getByRole("link", { name: bob.user }).click();
      assert.equal(await alice.field.inputValue(), "a draft");
    });
  }

  webTest("messages are saved after the browser has closed the database", async stage => {
    const [alice, bob] = await people(stage, controlStorage);
    await talk(alice, bob);
    await alice.page.evaluate(() => {
      for (const database of window.databases) {
        database.close();
      }
    });
    await alice.write("still saved");
    await alice.sees("still saved", "read");
    await bob.write("still shown");
    await alice.sees("still shown");
    await alice.page.reload();
    await alice.seesExactly(["hello", "an answer", "still saved", "still shown"]);
  });

  webTest("a message that cannot be saved stays in the composer, with the reason", async stage => {
    const [alice, bob] = await people(stage, controlStorage);
    await talk(alice, bob);
    alice.complaints.expect(/storage of this device is full/);
    await writes(alice, "fails");
    await alice.write("not lost");
    await alice.page
      .getByRole("alert")
      .filter({ hasText: "storage of this device is full" })
      .waitFor();
    assert.equal(await alice.field.inputValue(), "not lost");
    await writes(alice, "works");
    await alice.field.press("Enter");
    await alice.sees("not lost", "read");
    assert.equal(await alice.field.inputValue(), "");
    await bob.seesExactly(["hello", "an answer", "not lost"]);
  });

  webTest("an unsaved message stays in the composer, also after a reload", async stage => {
    const [alice, bob] = await people(stage, controlStorage);
    await talk(alice, bob);
    await writes(alice, "hangs");
    await alice.write("not lost");
    await alice.page.getByText("This message is not saved yet").waitFor();
    assert.equal(await alice.field.inputValue(), "not lost");
    await alice.page.reload();
    await alice.online();
    assert.equal(await alice.field.inputValue(), "not lost");
    await alice.field.press("Enter");
    await alice.sees("not lost", "read");
    await bob.seesExactly(["hello", "an answer", "not lost"]);
  });
});
