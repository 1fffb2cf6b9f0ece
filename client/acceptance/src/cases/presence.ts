import assert from "node:assert/strict";
import type { Cases } from "../chat.js";

export const PRESENCE: Cases = {
  async "a subscriber is notified when the user connects and disconnects"(chat) {
    const alice = await chat.device(chat.alice);
    const [unknown] = (await alice.ask({ action: "presence", watch: [chat.bob] })).users;
    assert.deepEqual(
      [unknown?.status, unknown?.until, unknown?.lastActiveAt],
      ["unknown", undefined, undefined],
    );

    const bob = await chat.device(chat.bob);
    const online = await alice.nextPresence("online");
    assert.deepEqual([online.user, online.lastActiveAt], [chat.bob, online.at]);
    const until = online.until ?? 0;
    assert.ok(until > online.at && until <= online.at + 15 * 60_000);

    bob.close();
    const offline = await alice.nextPresence("offline");
    assert.ok(offline.at > online.at);
    assert.ok((offline.lastActiveAt ?? 0) >= online.at && (offline.until ?? 0) > offline.at);
  },

  async "get has a single reply, and unwatch ends the notifications"(chat) {
    const [phone, bob] = await chat.both();
    const laptop = await chat.device(chat.alice, "laptop");
    const tablet = await chat.device(chat.alice, "tablet");
    const [got] = (await tablet.ask({ action: "presence", get: [chat.bob] })).users;
    assert.equal(got?.status, "online");
    await laptop.ask({ action: "presence", watch: [chat.bob] });
    await phone.ask({ action: "presence", watch: [chat.bob] });
    const none = await phone.ask({ action: "presence", unwatch: [chat.bob] });
    assert.deepEqual(none.users, []);

    bob.close();
    await laptop.nextPresence("offline");
    for (const device of [phone, tablet]) {
      await device.settle();
      assert.equal(device.untaken("presence"), 0);
    }
  },

  async "typing is relayed to contacts only, and not past a block"(chat) {
    const [alice, bob] = await chat.contacts();
    const carol = await chat.device(chat.carol);
    const peer = chat.alice;
    alice.send({ action: "typing", to: chat.carol, state: "started" });
    alice.send({ action: "typing", to: chat.bob, state: "started" });
    const started = await bob.next("typing");
    assert.deepEqual([started.peer, started.state], [peer, "started"]);

    await bob.ask({ action: "conversation", peer, set: { blocked: true } });
    alice.send({ action: "typing", to: chat.bob, state: "started" });
    await alice.settle();
    await bob.ask({ action: "conversation", peer, set: { blocked: false } });
    alice.send({ action: "typing", to: chat.bob, state: "stopped" });
    assert.equal((await bob.next("typing")).state, "stopped");
    await carol.settle();
    assert.deepEqual([carol.untaken("typing"), alice.untaken("rejected")], [0, 0]);
  },
};
