import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { webTest } from "./fixture.js";

/** A conversation created by the runner of this test: its user, peer and length. */
const [user, peer, length = "0"] = (process.env.CHAT_LONG ?? "").split(" ");
const SHOWN_MAX = 200;
const HEAP_MAX = 1.5;

/** The size of the heap in bytes after garbage collection. */
async function heap(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  await session.detach();
  return usedSize;
}

/** Scrolls until a message is on the page; returns the largest number of messages on the page. */
function scrollTo(page: Page, seq: number, to: "top" | "bottom"): Promise<number> {
  return page.evaluate(
    async ({ seq, to }) => {
      const scroller = document.querySelector(".scroller") as HTMLElement;
      let most = 0;
      for (let still = 0; still < 600; still++) {
        const messages = scroller.querySelectorAll<HTMLElement>("[data-seq]");
        most = Math.max(most, messages.length);
        if (scroller.querySelector(`[data-seq="${seq}"]`)) {
          return most;
        }
        const before = messages[0]?.dataset.seq;
        scroller.scrollTop = to === "top" ? 0 : scroller.scrollHeight;
        await new Promise(painted => requestAnimationFrame(painted));
        if (scroller.querySelector<HTMLElement>("[data-seq]")?.dataset.seq !== before) {
          still = 0;
        }
      }
      throw new Error(`message ${seq} did not appear`);
    },
    { seq, to },
  );
}

webTest(
  "a conversation of thousands of messages has few of them on the page, and bounded memory",
  async ({ arrive }) => {
    const end = Number(length);
    const reader = await arrive(user as string);
    const { page } = reader;
    const row = page.getByRole("link", { name: peer as string });
    await row.getByText("unread").waitFor();
    await row.click();
    await page.locator('[data-seq="1"]').waitFor();
    await page.getByRole("button", { name: "To the newest message" }).click();
    await page.locator(`[data-seq="${end}"]`).waitFor();
    const before = await heap(page);
    const most = await scrollTo(page, 1, "top");
    assert.ok(most <= SHOWN_MAX, `${most} messages on the page`);
    const newest = await scrollTo(page, end, "bottom");
    assert.ok(newest <= SHOWN_MAX, `${newest} messages on the page`);
    const growth = (await heap(page)) / before;
    assert.ok(growth <= HEAP_MAX, `the heap is ${growth} times as large`);
  },
  { skip: user ? false : "CHAT_LONG names no long conversation" },
);
