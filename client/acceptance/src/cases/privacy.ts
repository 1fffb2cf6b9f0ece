import assert from "node:assert/strict";
import type { Cases } from "../chat.js";
import { type RawDevice, receiptOf } from "../raw-device.js";

/** Time until a change of read receipts takes effect everywhere, with a margin. */
const HIDING_MS = 1_500;

async function presenceOf(user: string, viewer: RawDevice) {
  const [presence] = (await viewer.ask({ action: "presence", get: [user] })).users;
  return [presence?.status, presence?.lastActiveAt !== undefined];
}

export const PRIVACY: Cases = {
  async "a user who hides presence does not see the presence of others"(chat) {
    const [alice, bob] = await chat.contacts();
    await alice.ask({ action: "presence", watch: [chat.bob] });
    await bob.ask({ action: "profile", set: { privacy: { online: "nobody" } } });
    assert.ok((await alice.nextPresence("unknown")).lastActiveAt !== undefined);
    assert.deepEqual(await presenceOf(chat.alice, bob), ["unknown", true]);

    await bob.ask({ action: "profile", set: { privacy: { lastSeen: "nobody" } } });
    assert.equal((await alice.nextPresence("unknown")).lastActiveAt, undefined);
    assert.deepEqual(await presenceOf(chat.alice, bob), ["unknown", false]);
  },

  async "presence for contacts only is hidden from other users"(chat) {
    const [alice, bob] = await chat.contacts();
    const carol = await chat.device(chat.carol);
    const privacy = { online: "contacts", lastSeen: "contacts" } as const;
    await bob.ask({ action: "profile", set: { privacy } });
    assert.deepEqual(await presenceOf(chat.bob, alice), ["online", true]);
    assert.deepEqual(await presenceOf(chat.bob, carol), ["unknown", false]);
  },

  async "a block hides presence in both directions, and subscribers are notified"(chat) {
    const [alice, bob] = await chat.contacts();
    await alice.ask({ action: "presence", watch: [chat.bob] });
    await bob.ask({ action: "conversation", peer: chat.alice, set: { blocked: true } });
    assert.equal((await alice.nextPresence("unknown")).lastActiveAt, undefined);
    assert.deepEqual(await presenceOf(chat.alice, bob), ["unknown", false]);
    await bob.ask({ action: "conversation", peer: chat.alice, set: { blocked: false } });
    await alice.nextPresence("online");
  },

  async "hidden read receipts reach only the user's own devices until shown again"(chat) {
    const [alice, bob] = await chat.both();
    const tablet = await chat.device(chat.bob, "tablet");
    await bob.ask({ action: "profile", set: { privacy: { readReceipts: false } } });
    await new Promise(hold => setTimeout(hold, HIDING_MS));
    await alice.write(chat.bob, "1");
    bob.send({ action: "ack", acks: [{ peer: chat.alice, read: 1 }] });
    assert.deepEqual(await receiptOf(alice), [1, 0]);
    assert.equal((await tablet.next("cursor")).read, 1);
    await bob.write(chat.alice, "2", 1);
    alice.send({ action: "ack", acks: [{ peer: chat.bob, read: 2 }] });
    assert.deepEqual(await receiptOf(bob), [2, 0]);

    await bob.ask({ action: "profile", set: { privacy: { readReceipts: true } } });
    await new Promise(hold => setTimeout(hold, HIDING_MS));
    await alice.write(chat.bob, "3", 2);
    bob.send({ action: "ack", acks: [{ peer: chat.alice, read: 3 }] });
    assert.deepEqual(await receiptOf(alice), [3, 3]);
  },
};
