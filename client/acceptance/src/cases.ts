import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { message, RawDevice } from "./raw-device.js";
import type { Target } from "./target.js";

/** What a server of the protocol must do; each case has users of its own. */
export type Case = (chat: Chat) => Promise<void>;

/** Two users whom nobody else knows, and their devices. */
export class Chat {
  readonly target: Target;
  readonly alice: string;
  readonly bob: string;
  readonly #devices: RawDevice[] = [];

  constructor(target: Target, suffix: string) {
    this.target = target;
    this.alice = `alice-${suffix}`;
    this.bob = `bob-${suffix}`;
  }

  async device(user: string, deviceId = "phone", caughtUp = true): Promise<RawDevice> {
    const device = await RawDevice.connect(this.target, user, deviceId, { caughtUp });
    this.#devices.push(device);
    return device;
  }

  both(): Promise<[RawDevice, RawDevice]> {
    return Promise.all([this.device(this.alice), this.device(this.bob)]);
  }

  close(): void {
    for (const device of this.#devices) {
      device.close();
    }
  }
}

const seqs = (frame: { readonly messages: readonly { readonly seq: number }[] }): number[] =>
  frame.messages.map(({ seq }) => seq);

const protocol = readFileSync(new URL("../../../docs/protocol.md", import.meta.url), "utf8");

/** The chapter on bad frames: what is answered, and what it is answered to. */
function badFrames(): { code: string; says: string | undefined; frame: string }[] {
  const [, chapter = ""] = /^## Bad frames$([\s\S]*?)^## /m.exec(protocol) ?? [];
  return [...chapter.matchAll(/^`(\w+)`(?:, `(.+?)`)?:.*\n\n```json\n([\s\S]*?)\n```/gm)].map(
    ([, code = "", says, frame = ""]) => ({ code, says, frame }),
  );
}

export const CASES: Record<string, Case> = {
  async "every connect is told by itself what was missed, then caughtUp"(chat) {
    const alice = await chat.device(chat.alice, "phone", false);
    const { more, at, conversations } = await alice.next("caughtUp");
    assert.deepEqual([more, conversations], [false, []]);
    assert.ok(at !== undefined && at > 1_700_000_000_000);
  },

  async "a message is accepted, pushed, delivered and read"(chat) {
    const [alice, bob] = await chat.both();
    const accepted = await alice.write(chat.bob, "Grüß dich 👋");
    assert.equal(accepted.seq, 1);
    const pushed = await bob.next("messages");
    assert.equal(pushed.messages[0]?.body?.text, "Grüß dich 👋");
    assert.equal(pushed.messages[0]?.from, chat.alice);
    assert.equal(pushed.digest, accepted.digest);
    bob.send({ action: "ack", acks: [{ peer: chat.alice, delivered: 1 }] });
    assert.deepEqual(await receipt(alice), [1, 0]);
    bob.send({ action: "ack", acks: [{ peer: chat.alice, read: 1 }] });
    assert.deepEqual(await receipt(alice), [1, 1]);
  },

  async "the same message sent again is the same entry"(chat) {
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

  async "messages to an offline device wait, and come in order behind its cursor"(chat) {
    const [alice, bob] = await chat.both();
    await alice.write(chat.bob, "1");
    bob.send({ action: "ack", requestId: "r", acks: [{ peer: chat.alice, delivered: 1 }] });
    await bob.next("acked", ({ requestId }) => requestId === "r");
    bob.close();
    for (const n of [2, 3, 4]) {
      await alice.write(chat.bob, String(n), n - 1);
    }
    const back = await chat.device(chat.bob, "phone", false);
    const drained = await back.next("messages", ({ after }) => after !== undefined);
    assert.deepEqual([drained.after, seqs(drained)], [1, [2, 3, 4]]);
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

  async "sync brings what lies behind an explicit cursor, again"(chat) {
    const [alice, bob] = await chat.both();
    await alice.write(chat.bob, "1");
    await alice.write(chat.bob, "2", 1);
    bob.send({ action: "ack", requestId: "r", acks: [{ peer: chat.alice, delivered: 2 }] });
    await bob.next("acked");
    bob.send({ action: "sync", requestId: "s", cursors: { [chat.alice]: 1 } });
    const drained = await bob.next("messages", ({ after }) => after === 1);
    assert.deepEqual(seqs(drained), [2]);
    await bob.next("caughtUp", ({ requestId }) => requestId === "s");
  },

  async "history pages a log in both directions"(chat) {
    const [alice] = await chat.both();
    for (const n of [1, 2, 3, 4, 5]) {
      await alice.write(chat.bob, String(n), n - 1);
    }
    const page = async (part: object) => {
      const requestId = crypto.randomUUID();
      alice.send({ action: "history", requestId, peer: chat.bob, ...part });
      const frame = await alice.next("history", reply => reply.requestId === requestId);
      return [seqs(frame), frame.more];
    };
    assert.deepEqual(await page({ limit: 2 }), [[4, 5], true]);
    assert.deepEqual(await page({ before: 4, limit: 2 }), [[2, 3], true]);
    assert.deepEqual(await page({ before: 2, limit: 2 }), [[1], false]);
    assert.deepEqual(await page({ after: 3 }), [[4, 5], false]);
  },

  async "conversations lists with previews and unread counts"(chat) {
    const [alice, bob] = await chat.both();
    await alice.write(chat.bob, "1");
    await alice.write(chat.bob, "2", 1);
    bob.send({ action: "conversations", requestId: "r" });
    const [row] = (await bob.next("conversations")).conversations;
    assert.deepEqual([row?.peer, row?.unread, row?.lastMessage?.preview], [chat.alice, 2, "2"]);
  },

  async "acks beyond the log are refused, the others of the frame are done"(chat) {
    const [alice, bob] = await chat.both();
    await alice.write(chat.bob, "hi");
    const acks = [
      { peer: chat.alice, delivered: 1 },
      { peer: "nobody-at-all", delivered: 7 },
    ];
    bob.send({ action: "ack", acks });
    const { code, peer } = await bob.next("rejected");
    assert.deepEqual([code, peer], ["ackBeyondLog", "nobody-at-all"]);
    assert.deepEqual(await receipt(alice), [1, 0]);
  },

  async "a message to nobody, or to oneself, is refused"(chat) {
    const alice = await chat.device(chat.alice);
    alice.send(message("nobody-at-all", "hi"));
    assert.equal((await alice.next("rejected")).code, "unknownUser");
    alice.send(message(chat.alice, "hi"));
    assert.equal((await alice.next("rejected")).code, "invalidField");
    alice.send(message(chat.bob, "x".repeat(4097)));
    assert.equal((await alice.next("rejected")).code, "tooLarge");
  },

  async "every bad frame is answered as the protocol says, and the connection stays"(chat) {
    const alice = await chat.device(chat.alice);
    const all = badFrames();
    assert.ok(all.length >= 9);
    for (const { code, says, frame } of all) {
      alice.send(frame);
      const rejected = await alice.next("rejected");
      assert.equal(rejected.code, code, frame);
      assert.ok(says === undefined || rejected.message === says, rejected.message);
    }
    alice.send({ action: "ping" });
    await alice.next("pong");
  },

  async "without a token nobody connects"(chat) {
    for (const token of ["", "e30.e30.e30"]) {
      await assert.rejects(RawDevice.connect(chat.target, chat.alice, "phone", { token }));
    }
  },
};

async function receipt(device: RawDevice): Promise<[number, number]> {
  const { delivered, read } = await device.next("receipt");
  return [delivered, read];
}
