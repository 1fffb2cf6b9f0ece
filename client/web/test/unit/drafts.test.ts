import assert from "node:assert/strict";
import { test } from "node:test";
import { Drafts } from "../../src/common/drafts.js";
import { TextStorage } from "../../src/common/storage.js";

/** A browser whose storage can be blocked; a reload keeps the data in the storage. */
class FakeBrowser {
  readonly #kept: Record<string, string> = {};
  isBlocked = false;
  storage = this.#open();
  outgoing: { peer: string; body: { type: "text"; text: string }; createdAt: number }[] = [];

  #open(): TextStorage {
    return new TextStorage(() => {
      if (this.isBlocked) {
        throw new DOMException("blocked", "SecurityError");
      }
      const kept = this.#kept;
      return new Proxy(kept as unknown as Storage, {
        get: (_, name) =>
          ({
            getItem: (key: string) => kept[key] ?? null,
            setItem: (key: string, value: string) => {
              kept[key] = value;
            },
            removeItem: (key: string) => delete kept[key],
          })[name as string],
      });
    });
  }

  drafts(me = "alice"): Drafts {
    const { storage } = this;
    return new Drafts({ me, storage, outgoing: () => this.outgoing, now: () => 100 });
  }

  reload(): Drafts {
    this.storage = this.#open();
    return this.drafts();
  }
}

test("each conversation keeps its draft, also after a reload", () => {
  const browser = new FakeBrowser();
  const drafts = browser.drafts();
  drafts.of("bob").typed("to bob");
  drafts.of("carol").typed("to carol");
  assert.equal(drafts.of("bob").field, "to bob");
  const reloaded = browser.reload();
  assert.equal(reloaded.of("bob").field, "to bob");
  assert.equal(reloaded.of("carol").field, "to carol");
  assert.equal(browser.drafts("dave").of("bob").field, "");
});

test("an empty composer leaves no entry in the storage", () => {
  const browser = new FakeBrowser();
  const text = browser.drafts().of("bob");
  text.typed("h");
  text.typed("");
  text.typed("sent");
  text.saved(text.send());
  assert.deepEqual(browser.storage.keys(""), []);
});

test("a text that was not saved before a reload is a draft again", () => {
  const browser = new FakeBrowser();
  const text = browser.drafts().of("bob");
  text.typed("lost");
  text.send();
  text.typed("lost, and more", " ");
  assert.equal(browser.reload().of("bob").field, "lost, and more");
});

test("a text that was saved just before a reload is not a draft", () => {
  const browser = new FakeBrowser();
  const text = browser.drafts().of("bob");
  text.typed("saved");
  text.send();
  browser.outgoing = [{ peer: "bob", body: { type: "text", text: "saved" }, createdAt: 101 }];
  assert.equal(browser.reload().of("bob").field, "");
});

test("an older message with the same text does not remove a draft", () => {
  const browser = new FakeBrowser();
  browser.outgoing = [{ peer: "bob", body: { type: "text", text: "ok" }, createdAt: 99 }];
  const text = browser.drafts().of("bob");
  text.typed("ok");
  text.send();
  assert.equal(browser.reload().of("bob").field, "ok");
});

test("drafts are in memory while the browser blocks its storage", () => {
  const browser = new FakeBrowser();
  browser.isBlocked = true;
  browser.drafts().of("bob").typed("kept in memory");
  assert.equal(browser.drafts().of("bob").field, "kept in memory");
  assert.equal(browser.reload().of("bob").field, "");
});

test("a damaged entry of the storage becomes a draft", () => {
  const browser = new FakeBrowser();
  browser.storage.set("draft:alice:bob", "not JSON");
  assert.equal(browser.drafts().of("bob").field, "not JSON");
});
