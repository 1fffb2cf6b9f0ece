import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { Version } from "../../src/version/version.js";

/** A browser with a newer version that waits. */
function browser(context: TestContext) {
  const waiting = Object.assign(new EventTarget(), {
    state: "installed",
    received: [] as unknown[],
    postMessage(message: unknown) {
      this.received.push(message);
    },
  });
  const reload = context.mock.fn();
  const serviceWorker = { controller: {}, getRegistration: async () => ({ waiting }) };
  Object.defineProperty(globalThis, "navigator", { configurable: true, value: { serviceWorker } });
  Object.defineProperty(globalThis, "location", { configurable: true, value: { reload } });
  return { waiting, reload };
}

/** Runs the callbacks of all settled promises. */
const settled = () => new Promise(setImmediate);

test("a waiting newer version is activated at the start, and the page reloads", async context => {
  const { waiting, reload } = browser(context);
  const updated = new Version().updateAtStart();
  await settled();
  assert.deepEqual(waiting.received, ["takeOver"]);
  waiting.state = "activated";
  waiting.dispatchEvent(new Event("statechange"));
  assert.equal(await updated, true);
  assert.equal(reload.mock.callCount(), 1);
});

test("the page opens even if a newer version does not take over", async context => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { reload } = browser(context);
  const updated = new Version().updateAtStart();
  await settled();
  context.mock.timers.tick(3_000);
  assert.equal(await updated, false);
  assert.equal(reload.mock.callCount(), 0);
});
