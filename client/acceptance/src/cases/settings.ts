import assert from "node:assert/strict";
import type { Cases } from "../chat.js";
import { message, type RawDevice, receiptOf } from "../raw-device.js";

/** Checks that a message is rejected because of a block. */
async function unavailable(from: RawDevice, to: string, after: number): Promise<void> {
  const frame = message(to, "still there?", after);
  from.send(frame);
  const { clientMessageId, code, retryable } = await from.next("rejected");
  assert.equal(clientMessageId, frame.clientMessageId);
  assert.deepEqual([code, retryable], ["recipientUnavailable", false]);
}

export const SETTINGS: Cases = {
  async "settings are stored with a version and reach all of the user's devices, online or not"(
    chat,
  ) {
    const [alice, phone] = await chat.contacts();
    const away = await chat.device(chat.bob, "laptop");
    away.close();
    const tablet = await chat.device(chat.bob, "tablet");
    const peer = chat.alice;
    const first = await phone.ask({
      action: "conversation",
      peer,
      set: { muted: true, pinned: true },
    });
    const changed = await tablet.next("conversation");
    assert.deepEqual([changed.muted, changed.pinned, changed.archived], [true, true, false]);
    assert.deepEqual(
      [changed.requestId, changed.settingsVersion],
      [undefined, first.settingsVersion],
    );

    const set = { pinned: false, archived: true };
    const second = await phone.ask({ action: "conversation", peer, set });
    assert.deepEqual([second.muted, second.pinned, second.archived], [true, false, true]);
    assert.equal(second.settingsVersion, first.settingsVersion + 1);
    assert.equal((await tablet.next("conversation")).archived, true);
    const asked = await tablet.ask({ action: "conversation", peer });
    assert.deepEqual({ ...asked, requestId: "" }, { ...second, requestId: "" });

    const back = await chat.device(chat.bob, "laptop", false);
    const { conversations } = await back.next("caughtUp");
    assert.deepEqual(
      conversations.map(({ muted, archived, settingsVersion }) => [
        muted,
        archived,
        settingsVersion,
      ]),
      [[true, true, second.settingsVersion]],
    );
    const [listed] = (await back.ask({ action: "conversations" })).conversations;
    assert.deepEqual([listed?.archived, listed?.settingsVersion], [true, second.settingsVersion]);
    assert.equal(alice.untaken("conversation"), 0);
  },

  async "during a block neither user can write, and no receipts are sent"(chat) {
    const [alice, bob] = await chat.both();
    const id = crypto.randomUUID();
    await alice.write(chat.bob, "before", 0, id);
    await bob.next("messages");
    await bob.ask({ action: "conversation", peer: chat.alice, set: { blocked: true } });
    await unavailable(alice, chat.bob, 1);
    await unavailable(bob, chat.alice, 1);
    assert.equal((await alice.write(chat.bob, "before", 0, id)).seq, 1);
    await bob.acknowledge({ peer: chat.alice, read: 1 });
    assert.equal(alice.untaken("receipt"), 0);

    await bob.ask({ action: "conversation", peer: chat.alice, set: { blocked: false } });
    await bob.acknowledge({ peer: chat.alice, read: 1 });
    assert.deepEqual(await receiptOf(alice), [1, 1]);
    assert.equal((await alice.write(chat.bob, "after", 1)).seq, 2);
  },

  async "a user without a conversation can be blocked, an unknown user cannot"(chat) {
    const [alice, bob] = await chat.both();
    await bob.ask({ action: "conversation", peer: chat.alice, set: { blocked: true } });
    await unavailable(alice, chat.bob, 0);
    assert.deepEqual((await alice.ask({ action: "conversations" })).conversations, []);
    const set = { muted: true };
    const refused = await bob.replyTo({ action: "conversation", peer: "nobody-at-all", set });
    assert.equal(refused.type === "rejected" && refused.code, "unknownUser");
  },
};
