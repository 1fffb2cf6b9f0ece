import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { webTest } from "./fixture.js";
import { type Person, person } from "./people.js";

/** The runner of this test restarts the server once a file of this name exists. */
const SIGNAL = process.env.CHAT_RESTART;
const MESSAGES = 25;
const BETWEEN_MS = 100;

function text(from: Person, index: number): string {
  return `${from.user} says ${index}.`;
}

async function writeMany(from: Person): Promise<void> {
  for (let index = 1; index <= MESSAGES; index++) {
    await from.write(text(from, index));
    await from.page.waitForTimeout(BETWEEN_MS);
  }
}

webTest(
  "a server restart under load loses no message",
  async ({ arrive }) => {
    const alice = await arrive(person("alice"));
    const bob = await arrive(person("bob"));
    await alice.open(bob.user);
    await bob.open(alice.user);
    const writing = Promise.all([alice, bob].map(writeMany));
    await bob.sees(text(alice, 3));
    writeFileSync(SIGNAL as string, "");
    await bob.page.locator('.page:not([data-connection="online"])').waitFor();
    await writing;

    await alice.sees(text(bob, MESSAGES));
    await bob.sees(text(alice, MESSAGES));
    // After a catch-up the view is at the first missed message; a send scrolls to the end.
    await alice.write("All read.");
    await bob.write("All read.");
    for (const one of [alice, bob]) {
      await one.sees(text(one, MESSAGES), "read");
    }
    await alice.page.locator(".message", { hasText: "All read." }).nth(1).waitFor();
    const log = await alice.texts();
    assert.equal(log.length, 2 * MESSAGES + 2);
    for (const one of [alice, bob]) {
      const own = log.filter(said => said.startsWith(one.user));
      const expected = Array.from({ length: MESSAGES }, (_, index) => text(one, index + 1));
      assert.deepEqual(own, expected);
      await one.page
        .locator('[data-status="read"]')
        .nth(MESSAGES - 1)
        .waitFor();
    }
    await bob.seesExactly(log);
  },
  { skip: SIGNAL ? false : "CHAT_RESTART names no file" },
);
