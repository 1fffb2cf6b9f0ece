import assert from "node:assert/strict";
import type { BrowserContext } from "playwright-core";

declare function alertShown(text: string): void;

/** Reports the text of each alert on the page. Runs in the page. */
function watchAlerts(): void {
  const shown = new WeakMap<Element, string>();
  const look = () => {
    for (const element of document.querySelectorAll('[role="alert"]')) {
      const text = element.textContent?.trim() ?? "";
      if (text !== "" && shown.get(element) !== text) {
        alertShown(text);
      }
      shown.set(element, text);
    }
  };
  const options = { subtree: true, childList: true, characterData: true };
  new MutationObserver(look).observe(document, options);
}

/** The alerts, uncaught errors and policy violations of a browser's pages. */
export class Complaints {
  readonly #heard: string[] = [];
  readonly #expected = new Map<RegExp, boolean>();

  /** Listens to all pages that a context opens from now on. */
  static async of(context: BrowserContext): Promise<Complaints> {
    const complaints = new Complaints();
    await context.exposeBinding("alertShown", (_, text: string) => complaints.#add(text));
    await context.addInitScript(watchAlerts);
    context.on("weberror", error => complaints.#add(error.error().message));
    context.on("console", message => {
      if (message.type() === "error" && /Content Security Policy|Trusted/.test(message.text())) {
        complaints.#add(message.text());
      }
    });
    return complaints;
  }

  #add(text: string): void {
    const expected = [...this.#expected.keys()].find(pattern => pattern.test(text));
    if (expected) {
      this.#expected.set(expected, true);
    } else {
      this.#heard.push(text);
    }
  }

  /** Requires a complaint like this at least once from now on. */
  expect(pattern: RegExp): void {
    this.#expected.set(pattern, false);
  }

  /** Allows complaints like this from now on. */
  allow(pattern: RegExp): void {
    this.#expected.set(pattern, true);
  }

  /** Fails if there was an unexpected complaint, or if an expected one is missing. */
  check(): void {
    assert.deepEqual(this.#heard, []);
    for (const [pattern, came] of this.#expected) {
      assert.ok(came, `no complaint like ${pattern}`);
    }
  }
}
