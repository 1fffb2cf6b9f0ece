import { after, test } from "node:test";
import type { Browser, BrowserContext, BrowserContextOptions } from "playwright-core";
import { Complaints } from "./complaints.js";
import { type Arrival, BROWSER, launch, PATIENCE_MS, Person } from "./people.js";

/** The browser of a test file, and its users. */
export interface Stage {
  readonly browser: Browser;
  /** Opens a window for a user and signs in. */
  arrive(user: string, arrival?: Arrival): Promise<Person>;
  /** Opens a window without a user. */
  context(options?: BrowserContextOptions): Promise<[BrowserContext, Complaints]>;
}

let launched: Promise<Browser> | undefined;
after(async () => (await launched)?.close());

/**
 * A test in a real browser. It fails if a page shows an alert, throws an error or violates its
 * policy without the test expecting that.
 */
export function webTest(
  name: string,
  body: (stage: Stage) => Promise<void>,
  options: { readonly skip?: string | false } = {},
): void {
  test(name, options, async () => {
    launched ??= launch();
    const browser = await launched;
    const opened: [BrowserContext, Complaints][] = [];
    const stage: Stage = {
      browser,
      async arrive(user, arrival) {
        const arrived = await Person.arrive(browser, user, arrival);
        opened.push([arrived.page.context(), arrived.complaints]);
        return arrived;
      },
      async context(options) {
        const context = await browser.newContext({ ...BROWSER, ...options });
        context.setDefaultTimeout(PATIENCE_MS);
        const complaints = await Complaints.of(context);
        opened.push([context, complaints]);
        return [context, complaints];
      },
    };
    try {
      await body(stage);
      for (const [, complaints] of opened) {
        complaints.check();
      }
    } finally {
      for (const [context] of opened) {
        await context.unrouteAll({ behavior: "ignoreErrors" });
        await context.close();
      }
    }
  });
}
