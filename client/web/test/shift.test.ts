import assert from "node:assert/strict";
import { describe } from "node:test";
import type { Page } from "playwright-core";
import { webTest } from "./fixture.js";
import { person, SIDE_BY_SIDE } from "./people.js";

/** A part of the page that moved without the user's doing, and how much. */
interface Shift {
  readonly value: number;
  readonly what: readonly string[];
}

declare const shifts: Shift[];

/** Notes each shift of the layout, as the browser measures them. Runs in the page. */
function watchShifts(): void {
  interface LayoutShift extends PerformanceEntry {
    readonly value: number;
    readonly hadRecentInput: boolean;
    readonly sources: readonly { readonly node: Node | null }[];
  }
  const seen: Shift[] = [];
  Object.assign(globalThis, { shifts: seen });
  new PerformanceObserver(list => {
    for (const { value, hadRecentInput, sources } of list.getEntries() as LayoutShift[]) {
      if (!hadRecentInput) {
        const what = sources.map(
          ({ node }) => (node as Element | null)?.getAttribute?.("class") ?? "",
        );
        seen.push({ value, what });
      }
    }
  }).observe({ type: "layout-shift", buffered: true });
}

/** What has moved since the last call. */
async function moved(page: Page): Promise<Shift[]> {
  // The browser reports a shift after the frame that has it.
  await page.evaluate(
    () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
  await page.evaluate(() => new Promise(done => setTimeout(done)));
  return page.evaluate(() => shifts.splice(0));
}

/** The limit of a good score, according to https://web.dev/articles/cls. */
const GOOD = 0.1;

/** The elements that users read and use. A banner, which may appear at any time, moves only the box around them. */
const CONTENT = /\b(bubble|text|row|preview|composer|grows|who)\b/;

function nothingMoved(moves: readonly Shift[], by: string): void {
  for (const { what } of moves) {
    assert.ok(!what.some(one => CONTENT.test(one)), `${by} moves ${what}`);
  }
}

describe("layout", { concurrency: SIDE_BY_SIDE }, () => {
  for (const viewport of [
    { width: 360, height: 480 },
    { width: 1280, height: 480 },
  ]) {
    webTest(
      `no element moves by itself at a width of ${viewport.width} pixels`,
      async ({ arrive }) => {
        const bob = await arrive(person("bob"));
        const before = (page: Page) => page.addInitScript(watchShifts);
        const alice = await arrive(person("alice"), { viewport, before });
        const { page } = alice;
        await bob.open(alice.user);
        await bob.write("first");
        await page.locator(".badge").waitFor();
        nothingMoved(await moved(page), "a message in the list");
        await alice.open(bob.user);
        for (let line = 1; line <= 12; line++) {
          await bob.write(`line ${line}.`);
        }
        await alice.sees("line 12.");
        // Until the messages fill the view, they move up to make room.
        assert.ok((await moved(page)).every(({ value }) => value < GOOD));
        await bob.write("another");
        await alice.sees("another");
        await alice.write("mine");
        await alice.sees("mine", "read");
        nothingMoved(await moved(page), "messages at the end");
        await page.locator(".scroller").evaluate(element => {
          element.scrollTop = 0;
        });
        await page.getByRole("button", { name: "To the newest message" }).waitFor();
        await moved(page); // The button to the end has come.
        await bob.write("below");
        await page.locator(".to-end .badge").waitFor();
        nothingMoved(await moved(page), "a message below");
        await alice.network.cut();
        await page.getByText("Offline").waitFor();
        await alice.network.mend();
        await page.getByText("Offline").waitFor({ state: "detached" });
        nothingMoved(await moved(page), "the banner");
        await page.reload();
        await alice.online();
        await alice.sees("below");
        nothingMoved(await moved(page), "a reload");
      },
    );
  }
});
