import assert from "node:assert/strict";
import { test } from "node:test";
import { Notifier } from "../../src/chat/notifier.js";

/** A page with a notifier and a clock that the test advances. */
class FakePage {
  readonly shown: string[] = [];
  readonly claimed = new Set<string>();
  readonly removed = new Set<number>();
  isOn = true;
  isOnline = true;
  state = { blocked: false, muted: false, read: 0 };
  inView: string | undefined;
  readonly #later: (() => void)[] = [];
  readonly #notifier = new Notifier({
    isOn: () => this.isOn,
    isOnline: () => this.isOnline,
    state: () => this.state,
    isInView: peer => peer === this.inView,
    after: (_, run) => this.#later.push(run),
    inOneTab: (key, run) => {
      if (!this.claimed.has(key)) {
        this.claimed.add(key);
        run();
      }
    },
    notify: (peer, text) => this.shown.push(`${peer}: ${text}`),
    isRemoved: async (_, seq) => this.removed.has(seq),
    close: peer => this.shown.push(`${peer} closed`),
  });

  hears(seq: number, text: string, mine = false): void {
    this.#notifier.heard("bob", [{ seq, mine, body: { type: "text", text } }]);
  }

  async changes(...seqs: readonly number[]): Promise<void> {
    await this.#notifier.changed("bob", seqs);
  }

  advanceTime(): void {
    for (const run of this.#later.splice(0)) {
      run();
    }
  }
}

test("a new message of the peer causes one notification, also with several tabs", () => {
  const page = new FakePage();
  page.hears(1, "hi");
  page.hears(1, "hi");
  page.advanceTime();
  assert.deepEqual(page.shown, ["bob: hi"]);
});

test("there are no notifications while they are off, or while missed messages arrive", () => {
  const page = new FakePage();
  page.isOn = false;
  page.hears(1, "off");
  page.isOn = true;
  page.isOnline = false;
  page.hears(2, "missed");
  page.advanceTime();
  assert.deepEqual(page.shown, []);
});

test("there are no notifications for muted, blocked or visible conversations", () => {
  const page = new FakePage();
  for (const state of [{ muted: true }, { blocked: true }]) {
    page.state = { blocked: false, muted: false, read: 0, ...state };
    page.hears(1, "hi");
    page.advanceTime();
  }
  page.state = { blocked: false, muted: false, read: 0 };
  page.inView = "bob";
  page.hears(2, "hi");
  page.advanceTime();
  assert.deepEqual(page.shown, []);
});

test("a message that another tab or device shows immediately causes no notification", () => {
  const page = new FakePage();
  page.hears(3, "hi");
  page.state = { ...page.state, read: 3 };
  page.advanceTime();
  assert.deepEqual(page.shown, []);
});

test("the user's own messages and removed messages cause no notification", () => {
  const page = new FakePage();
  page.hears(1, "from my phone", true);
  page.advanceTime();
  assert.deepEqual(page.shown, []);
});

test("the notification of a message that is removed is closed", async () => {
  const page = new FakePage();
  page.hears(1, "a secret");
  page.advanceTime();
  await page.changes(1);
  assert.deepEqual(page.shown, ["bob: a secret"], "an edited or liked message stays");
  page.removed.add(1).add(7);
  await page.changes(7);
  assert.deepEqual(page.shown, ["bob: a secret"], "another message");
  await page.changes(1, 2);
  assert.deepEqual(page.shown, ["bob: a secret", "bob closed"]);
});
