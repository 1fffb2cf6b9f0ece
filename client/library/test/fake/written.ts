import assert from "node:assert/strict";
import type { Message, Sent } from "../../src/messages.js";
import { isMessage } from "../../src/protocol/content.js";
import type { Entry } from "../../src/protocol/model.js";
import { isHidden } from "./hidden.js";
import type { Log, Row } from "./logs.js";
import type { Dice } from "./loop.js";
import { type Shown, shownBy } from "./operations.js";
import type { PersonsDevice } from "./person.js";
import type { FakeServer } from "./server.js";

interface Accepted {
  readonly user: string;
  readonly peer: string;
  readonly id: string;
  readonly seq: number | undefined;
}

/** The messages and operations that the users of a history wrote. */
export class Written {
  /** The messages on the disk of each device, by peer, in order. */
  readonly #sent = new Map<string, string[]>();
  readonly #devices = new Map<PersonsDevice, number>();
  readonly #accepted: Accepted[] = [];
  readonly #codes = new Set<string>();
  readonly #hidden: { user: string; peer: string; seqs: readonly number[] }[] = [];
  /** The removed messages. A message that was removed before it was sent is never sent. */
  readonly removed = new Set<string>();

  #of(device: PersonsDevice, peer: string): string[] {
    const number = this.#devices.get(device) ?? this.#devices.size;
    this.#devices.set(device, number);
    const key = `${number} ${peer}`;
    const ids = this.#sent.get(key) ?? [];
    this.#sent.set(key, ids);
    return ids;
  }

  sent(device: PersonsDevice, peer: string, sent: Sent | undefined): void {
    this.#of(device, peer).push(sent?.clientMessageId as string);
    this.operated(device, peer, sent);
  }

  operated({ user }: PersonsDevice, peer: string, sent: Sent | undefined): void {
    sent?.accepted.then(
      seq => this.#accepted.push({ user, peer, id: sent.clientMessageId, seq }),
      ({ code }) => this.#codes.add(code),
    );
  }

  /** Called when a device has promised that messages, or all up to one, are hidden. */
  hid({ user }: PersonsDevice, peer: string, seqs: readonly number[]): void {
    this.#hidden.push({ user, peer, seqs });
  }

  /** What the app was promised is hidden in the tables. */
  checkHidden(server: FakeServer): void {
    for (const { user, peer, seqs } of this.#hidden) {
      const row = server.log(user, peer).rows.get(user) as Row;
      assert.ok(
        seqs.every(seq => isHidden(row, seq)),
        "a hide was lost",
      );
    }
  }

  /** What the app was promised is in the logs. */
  checkAccepted(server: FakeServer): void {
    for (const { user, peer, id, seq } of this.#accepted) {
      const { written } = server.log(user, peer);
      assert.ok(seq === undefined || written[seq - 1]?.clientMessageId === id, "falsely accepted");
    }
    this.#codes.delete("targetGone");
    assert.deepEqual([...this.#codes], []);
  }

  /** The messages of a device to a peer that are in the log, or must be. */
  ids(device: PersonsDevice, peer: string, log: readonly Entry[]): string[] {
    const logged = new Set(log.map(({ clientMessageId }) => clientMessageId));
    return this.#of(device, peer).filter(id => logged.has(id) || !this.removed.has(id));
  }
}

/** A message as a device shows it, for comparison with the whole log. */
function shown({ seq, from, body, replyTo, edited, reactions }: Message): Shown {
  return {
    seq,
    from,
    text: body?.text,
    replyTo,
    editedBy: edited?.seq,
    reactions: Object.fromEntries(reactions.map(one => [one.from, one.emoji])),
  };
}

/** Asserts that every device shows the messages of the logs, and that no message was lost. */
export async function check(
  dice: Dice,
  devices: readonly PersonsDevice[],
  people: readonly string[],
  written: Written,
  server: FakeServer,
): Promise<void> {
  written.checkAccepted(server);
  written.checkHidden(server);
  for (const device of devices) {
    assert.deepEqual(device.errors, []);
    const codes = new Set(device.refused.map(({ code }) => code));
    codes.delete("targetGone");
    assert.deepEqual([...codes], []);
    assert.deepEqual(device.client?.operations(), []);
    for (const peer of people.filter(user => user !== device.user)) {
      const log = server.log(device.user, peer);
      await checkConversation(dice, device, peer, log);
      const ids = log.written.map(({ clientMessageId }) => clientMessageId);
      assert.equal(new Set(ids).size, ids.length, "doubled");
      const order = written.ids(device, peer, log.written).map(id => ids.indexOf(id));
      assert.ok(!order.includes(-1), "lost");
      assert.deepEqual(
        order,
        [...order].sort((a, b) => a - b),
        "out of order",
      );
    }
  }
}

async function checkConversation(dice: Dice, device: PersonsDevice, peer: string, log: Log) {
  const { user, client } = device;
  const row = log.rows.get(user) as Row;
  const all = shownBy(log.written).filter(({ seq }) => !isHidden(row, seq));
  const one = dice.of(log.written)?.seq ?? 1;
  const island = await device.message(peer, one);
  assert.deepEqual(
    island && shown(island),
    all.find(({ seq }) => seq === one),
  );
  assert.deepEqual((await device.messages(peer)).map(shown), all);
  assert.deepEqual(client?.conversation(peer).outgoing(), []);
  const { lastMessage, peerDelivered, peerRead, unread } = client?.conversation(peer).state ?? {};
  assert.equal(lastMessage?.preview, all.length === 0 ? undefined : (all.at(-1)?.text ?? ""));
  const read = Math.max(row.read, row.hidden.clearedTo);
  const news = log.written.filter(entry => isMessage(entry) && entry.from === peer);
  assert.equal(unread, news.filter(({ seq }) => seq > read).length, "unread");
  const other = log.rows.get(peer);
  assert.ok((peerDelivered ?? 0) <= (other?.delivered ?? 0), "falsely delivered");
  assert.ok((peerRead ?? 0) <= (other?.read ?? 0), "falsely read");
  await checkRemoved(device, log, row);
}

/** Asserts that no text of a removed or hidden message or of its edits is on the disk. */
async function checkRemoved(device: PersonsDevice, log: Log, row: Row): Promise<void> {
  const gone = log.entries
    .filter(({ removedBy, seq }) => removedBy || isHidden(row, seq))
    .map(({ seq }) => seq);
  const disk = await device.disk();
  for (const { seq, target = 0, kind, body } of log.written) {
    const isGone = gone.includes(kind === "edit" ? target : seq);
    if (isGone && body?.text !== undefined) {
      assert.ok(!disk.includes(JSON.stringify(body.text)), `not removed: ${body.text}`);
    }
  }
}
