import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { Cases } from "../chat.js";
import { RawDevice } from "../raw-device.js";

const protocol = readFileSync(new URL("../../../../docs/protocol.md", import.meta.url), "utf8");

/**
 * The bad frames of the protocol document, with the expected code and, if documented, the message.
 */
function badFrames(): { code: string; says: string | undefined; frame: string }[] {
  const [, chapter = ""] = /^## Bad frames$([\s\S]*?)^## /m.exec(protocol) ?? [];
  return [...chapter.matchAll(/^`(\w+)`(?:, `(.+?)`)?:.*\n\n```json\n([\s\S]*?)\n```/gm)].map(
    ([, code = "", says, frame = ""]) => ({ code, says, frame }),
  );
}

export const CONNECTING: Cases = {
  async "a connection receives caughtUp without a request"(chat) {
    const alice = await chat.device(chat.alice, "phone", false);
    const { more, at, conversations } = await alice.next("caughtUp");
    assert.deepEqual([more, conversations], [false, []]);
    assert.ok(at !== undefined && at > 1_700_000_000_000);
  },

  async "a handshake without a valid token is refused"(chat) {
    for (const token of ["", "e30.e30.e30"]) {
      await assert.rejects(RawDevice.connect(chat.target, chat.alice, "phone", { token }));
    }
  },

  async "every bad frame is rejected as documented, and the connection stays open"(chat) {
    const alice = await chat.device(chat.alice);
    const all = badFrames();
    assert.ok(all.length >= 15);
    for (const { code, says, frame } of all) {
      alice.send(frame);
      const rejected = await alice.next("rejected");
      assert.equal(rejected.code, code, frame);
      assert.ok(says === undefined || rejected.message === says, rejected.message);
    }
    alice.send({ action: "ping" });
    await alice.next("pong");
  },
};
