import assert from "node:assert/strict";
import type { Cases } from "../chat.js";
import { message, receiptOf, seqs } from "../raw-device.js";

export const MESSAGES: Cases = {
  async "a message is accepted, pushed, delivered and read"(chat) {
    const [alice, bob] = await chat.both();
    const accepted = await alice.write(chat.bob, "Grüß dich 👋");
    assert.equal(accepted.seq, 1);
    const pushed = await bob.next("messages");
    assert.equal(pushed.messages[0]?.body?.text, "Grüß dich 👋");
    assert.equal(pushed.messages[0]?.from, chat.alice);
    assert.equal(pushed.digest, accepted.digest);
    bob.send({ action: "ack", acks: [{ peer: chat.alice, delivered: 1 }] });
    assert.deepEqual(await receiptOf(alice), [1, 0]);
    bob.send({ action: "ack", acks: [{ peer: chat.alice, read: 1 }] });
    assert.deepEqual(await receiptOf(alice), [1, 1]);
  },

  async "a repeated message gets the same entry"(chat) {
    const [alice, bob] = await chat.both();
    const id = crypto.randomUUID();
    const first = await alice.write(chat.bob, "once", 0, id);
    const again = await alice.write(chat.bob, "once", 0, id);
    assert.deepEqual(
      [again.seq, again.sentAt, again.digest],
      [first.seq, first.sentAt, first.digest],
    );
    alice.send({ ...message(chat.bob, "once", 0, id), seq: 1, after: undefined });
    assert.equal((await alice.next("accepted")).seq, 1);
    assert.equal((await alice.write(chat.bob, "twice", 1)).seq, 2);
    await bob.next("messages", frame => seqs(frame).includes(2));
  },

  async "users who write at the same time share one sequence without gaps"(chat) {
    const [alice, bob] = await chat.both();
    const sent = await Promise.all(
      Array.from({ length: 5 }, (_, n) => [
        alice.write(chat.bob, `a${n}`),
        bob.write(chat.alice, `b${n}`),
      ]).flat(),
    );
    const all = sent.map(({ seq }) => seq).sort((a, b) => a - b);
    assert.deepEqual(all, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  },

  async "a device that was offline receives the messages after its cursor, in order"(chat) {
    const [alice, bob] = await chat.both();
    await alice.write(chat.bob, "1");
    await bob.acknowledge({ peer: chat.alice, delivered: 1 });
    bob.close();
    for (const n of [2, 3, 4]) {
      await alice.write(chat.bob, String(n), n - 1);
    }
    const back = await chat.device(chat.bob, "phone", false);
    const missed = await back.next("messages", ({ after }) => after !== undefined);
    assert.deepEqual([missed.after, seqs(missed)], [1, [2, 3, 4]]);
    const { conversations } = await back.next("caughtUp");
    assert.deepEqual([conversations[0]?.lastSeq, conversations[0]?.cursor], [4, 1]);
  },

  async "every device of both users gets every message"(chat) {
    const [alice, bob] = await chat.both();
    const [laptop, tablet] = await Promise.all([
      chat.device(chat.alice, "laptop"),
      chat.device(chat.bob, "tablet"),
    ]);
    await alice.write(chat.bob, "hi");
    for (const device of [laptop, bob, tablet]) {
      assert.deepEqual(seqs(await device.next("messages")), [1]);
    }
    bob.send({ action: "ack", acks: [{ peer: chat.alice, read: 1 }] });
    assert.equal((await tablet.next("cursor")).read, 1);
  },

  async "a message to an unknown user, to oneself or beyond the limit is rejected"(chat) {
    const alice = await chat.device(chat.alice);
    for (const [frame, code] of [
      [message("nobody-at-all", "hi"), "unknownUser"],
      [message(chat.alice, "hi"), "invalidField"],
      [message(chat.bob, "x".repeat(4097)), "tooLarge"],
    ] as const) {
      alice.send(frame);
      assert.equal((await alice.next("rejected")).code, code);
    }
  },
};
