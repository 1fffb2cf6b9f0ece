import assert from "node:assert/strict";
import type { Cases } from "../chat.js";
import { receiptOf, seqs } from "../raw-device.js";

export const READING: Cases = {
  async "sync sends the entries after an explicit cursor again"(chat) {
    const [alice, bob] = await chat.both();
    await alice.write(chat.bob, "1");
    await alice.write(chat.bob, "2", 1);
    await bob.acknowledge({ peer: chat.alice, delivered: 2 });
    bob.send({ action: "sync", requestId: "s", cursors: { [chat.alice]: 1 } });
    const missed = await bob.next("messages", ({ after }) => after === 1);
    assert.deepEqual(seqs(missed), [2]);
    await bob.next("caughtUp", ({ requestId }) => requestId === "s");
  },

  async "history pages a log in both directions"(chat) {
    const [alice] = await chat.both();
    for (const n of [1, 2, 3, 4, 5]) {
      await alice.write(chat.bob, String(n), n - 1);
    }
    const page = async (part: object) => {
      const frame = await alice.ask({ action: "history", peer: chat.bob, ...part });
      return [seqs(frame), frame.more];
    };
    assert.deepEqual(await page({ limit: 2 }), [[4, 5], true]);
    assert.deepEqual(await page({ before: 4, limit: 2 }), [[2, 3], true]);
    assert.deepEqual(await page({ before: 2, limit: 2 }), [[1], false]);
    assert.deepEqual(await page({ after: 3 }), [[4, 5], false]);
  },

  async "unread counts the peer's messages after the last one read"(chat) {
    const [alice, bob] = await chat.both();
    const row = async () => {
      const [row] = (await bob.ask({ action: "conversations" })).conversations;
      return [row?.peer, row?.unread, row?.lastMessage?.preview];
    };
    await alice.write(chat.bob, "1");
    await alice.write(chat.bob, "2", 1);
    assert.deepEqual(await row(), [chat.alice, 2, "2"]);
    await bob.write(chat.alice, "3", 2);
    await alice.write(chat.bob, "4", 3);
    assert.deepEqual(await row(), [chat.alice, 3, "4"]);
    await bob.acknowledge({ peer: chat.alice, read: 2 });
    assert.deepEqual(await row(), [chat.alice, 1, "4"]);
    await bob.acknowledge({ peer: chat.alice, read: 4 });
    assert.deepEqual(await row(), [chat.alice, 0, "4"]);
  },

  async "conversations are listed in pages, each once"(chat) {
    const [alice] = await chat.both();
    await chat.device(chat.carol);
    await alice.write(chat.bob, "hi");
    await alice.write(chat.carol, "hi");
    const first = await alice.ask({ action: "conversations", limit: 1 });
    assert.ok(first.cursor !== undefined);
    const second = await alice.ask({ action: "conversations", limit: 1, cursor: first.cursor });
    const rows = [...first.conversations, ...second.conversations];
    assert.deepEqual(rows.map(({ peer }) => peer).sort(), [chat.bob, chat.carol].sort());
  },

  async "an ack beyond the log is rejected, and the other acks of its frame are applied"(chat) {
    const [alice, bob] = await chat.both();
    await alice.write(chat.bob, "hi");
    const acks = [
      { peer: chat.alice, delivered: 1 },
      { peer: "nobody-at-all", delivered: 7 },
    ];
    bob.send({ action: "ack", acks });
    const { code, peer } = await bob.next("rejected");
    assert.deepEqual([code, peer], ["ackBeyondLog", "nobody-at-all"]);
    assert.deepEqual(await receiptOf(alice), [1, 0]);
  },
};
