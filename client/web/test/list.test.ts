import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { webTest } from "./fixture.js";
import { person } from "./people.js";

const CONVERSATIONS = 3_000;
const ROWS_MAX = 60;

/** Stores conversations on the device; the first has the newest message. */
function fill(page: Page, user: string): Promise<void> {
  return page.evaluate(
    async ({ user, count }) => {
      const opening = indexedDB.open(`serverlesschat:${user}`);
      await new Promise(done => opening.addEventListener("success", done));
      const transaction = opening.result.transaction("conversations", "readwrite");
      const nothing = { delivered: 0, read: 0 };
      for (let index = 0; index < count; index++) {
        const peer = `peer-${index}`;
        transaction.objectStore("conversations").put({
          peer,
          held: 0,
          end: 0,
          lastOfPeer: 0,
          read: 0,
          peerDelivered: 0,
          peerRead: 0,
          acked: nothing,
          confirmed: nothing,
          unread: [],
          lastMessage: { seq: 1, from: peer, preview: "hi", sentAt: 1_790_000_000_000 - index },
          blocked: false,
          muted: false,
          archived: false,
          pinned: false,
          settingsVersion: 0,
        });
      }
      await new Promise(done => transaction.addEventListener("complete", done));
      opening.result.close();
    },
    { user, count: CONVERSATIONS },
  );
}

webTest(
  "a list of thousands of conversations has few rows on the page, and each can be reached",
  async ({ arrive }) => {
    const alice = await arrive(person("alice"));
    const { page } = alice;
    await fill(page, alice.user);
    await page.reload();
    const row = (index: number) => page.locator(`li > .row[href="#/peer-${index}"]`);
    const rows = page.locator(".rows li");
    await row(0).waitFor();
    assert.ok((await rows.count()) <= ROWS_MAX);

    await page.locator(".rows").evaluate(scroller => {
      scroller.scrollTop = scroller.scrollHeight / 2;
    });
    await row(CONVERSATIONS / 2).waitFor();
    assert.ok((await rows.count()) <= ROWS_MAX);
    const place = await row(CONVERSATIONS / 2)
      .locator("..")
      .getAttribute("aria-posinset");
    assert.equal(place, String(CONVERSATIONS / 2 + 1));

    await row(CONVERSATIONS / 2).focus();
    for (let down = 0; down < ROWS_MAX; down++) {
      await page.keyboard.press("Tab");
    }
    const focused = page.locator(".rows a:focus");
    assert.equal(await focused.getAttribute("href"), `#/peer-${CONVERSATIONS / 2 + ROWS_MAX}`);

    await page.getByRole("searchbox").fill("peer-77");
    await row(77).waitFor();
    assert.equal(await rows.count(), 11);
  },
);
