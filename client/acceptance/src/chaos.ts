import assert from "node:assert/strict";
import { ChatClient, type Conversation, type Message, platform } from "@serverlesschat/client";
import { MemoryStore } from "@serverlesschat/client/memory";
import type { Target } from "./target.js";

const MESSAGES = 12;
const PAUSE_MS = 250;
const SETTLING_MS = 20_000;

/** The faults that are active one after the other while users write. */
const FAULTS: readonly object[] = [
  { seed: 1, pushes: [{ method: "POST", do: "answer", status: 429, probability: 0.3 }] },
  { seed: 2, pushes: [{ method: "POST", do: "drop", probability: 0.3 }], cut: true },
  {
    seed: 3,
    invocations: [{ function: "SendMessage", point: "end", do: "fail", probability: 0.3 }],
  },
  {
    seed: 4,
    invocations: [
      { function: "SendMessage", point: "after dynamodb:PutItem", do: "kill", probability: 0.3 },
      { function: "Ack", point: "start", do: "fail", probability: 0.3 },
    ],
  },
  { seed: 5, connections: [{ do: "cut", probability: 0.05 }] },
  { seed: 6, tables: [{ table: "Messages", do: "throttle", probability: 0.2 }], cut: true },
  { seed: 7, streams: [{ function: "Deliver", do: "duplicate" }], cut: true },
];

/** A user's device with the client library, and the messages it has shown. */
class Writer {
  readonly user: string;
  readonly client: ChatClient;
  readonly conversation: Conversation;
  readonly shown: Message[] = [];
  /** The ids of its messages, in order. */
  readonly sent: string[] = [];
  /** The codes of errors, and of operations that the server has refused. */
  readonly errors = new Set<string>();
  #upTo = 0;
  wake = () => {};

  constructor(target: Target, user: string, peer: string) {
    this.user = user;
    this.client = new ChatClient({
      url: target.url,
      token: () => target.token(user),
      store: new MemoryStore(),
      environment: {
        ...platform(),
        onWake: wake => {
          this.wake = wake;
          return () => {};
        },
      },
    });
    this.conversation = this.client.conversation(peer);
    this.client.on("refused", ({ error }) => this.errors.add(error.code));
    this.client.on("error", ({ code }) => code === "digestMismatch" && this.errors.add(code));
    this.client.on("messages", ({ messages, after, upTo }) => {
      if (after > this.#upTo) {
        this.errors.add(`gap after ${this.#upTo}`);
      }
      this.#upTo = upTo;
      this.shown.push(...messages);
    });
  }

  /** The user's own messages, from all devices. */
  get own(): readonly Message[] {
    return this.shown.filter(({ mine }) => mine);
  }

  get isSettled(): boolean {
    const { connection } = this.client;
    const waiting = this.client.outgoing().length + this.client.operations().length;
    return connection.status === "online" && waiting === 0;
  }

  async write(text: string): Promise<void> {
    const { clientMessageId } = await this.conversation.send(text);
    this.sent.push(clientMessageId);
  }

  /** Acts on a message: some were removed meanwhile, here or on another device. */
  async act(round: number): Promise<void> {
    const { own } = this;
    const [first, last, newest] = [own.at(round), own.at(-1), this.shown.at(-1)];
    if (round % 3 === 0 && newest) {
      await this.conversation.react(newest, round % 2 === 0 ? "👍" : "👎");
    } else if (round % 3 === 1 && last) {
      await this.conversation.edit(last, `edited in round ${round}`);
    } else if (round % 3 === 2 && first) {
      await this.conversation.remove(first);
    }
  }

  /** All messages as this device shows them. */
  async messages(): Promise<Message[]> {
    const messages: Message[] = [];
    let page = await this.conversation.page({ limit: 100 });
    messages.unshift(...page.messages);
    while (page.more) {
      page = await this.conversation.page({ before: page.after + 1, limit: 100 });
      messages.unshift(...page.messages);
    }
    return messages;
  }
}

const pause = (milliseconds: number) => new Promise(end => setTimeout(end, milliseconds));

/**
 * Two users with two devices each write while faults are injected. Then all devices must hold the
 * same log.
 */
export async function chaos(target: Target, address: string): Promise<void> {
  const suffix = crypto.randomUUID().slice(0, 8);
  const [alice, bob] = [`alice-${suffix}`, `bob-${suffix}`];
  const writers = [alice, alice, bob, bob].map(
    user => new Writer(target, user, user === alice ? bob : alice),
  );
  await Promise.all(writers.map(({ client }) => client.start()));
  await until(() => writers.every(({ isSettled }) => isSettled));
  try {
    for (let n = 0; n < MESSAGES; n++) {
      await faults(address, FAULTS[n % FAULTS.length] as object);
      await Promise.all(writers.map((writer, device) => writer.write(`${n} of device ${device}`)));
      await Promise.all(writers.map(writer => writer.act(n)));
      await pause(PAUSE_MS);
    }
  } finally {
    await faults(address, {});
  }
  await pause(PAUSE_MS);
  // A device gets lost pushes on its next connection.
  await faults(address, { cut: true });
  await settled(writers, 1);
  await editAndRemove(writers);
  await check(writers);
  await Promise.all(writers.map(({ client }) => client.close()));
}

/** Waits until all devices hold the same log, which goes at least to an entry. */
async function settled(writers: readonly Writer[], least: number): Promise<void> {
  const all = writers.length * MESSAGES;
  await until(() => {
    for (const writer of writers) {
      writer.wake();
    }
    const ends = writers.map(({ conversation }) => conversation.state.held);
    const isSame = ends.every(end => end === ends[0] && end >= least);
    return isSame && writers.every(({ isSettled, shown }) => isSettled && shown.length >= all);
  });
}

/** Edits a message and removes one: on a slow machine none was shown in time for that before. */
async function editAndRemove(writers: readonly Writer[]): Promise<void> {
  const [editing, , removing] = writers as readonly [Writer, Writer, Writer];
  const { held } = editing.conversation.state;
  await editing.conversation.edit(editing.own.at(-1) ?? assert.fail(), "edited at the end");
  await settled(writers, held + 1);
  const [first] = (await removing.messages()).filter(({ mine }) => mine);
  if (first?.body) {
    const end = removing.conversation.state.held;
    await removing.conversation.remove(first);
    await settled(writers, end + 1);
  }
}

async function check(writers: readonly Writer[]): Promise<void> {
  const [log = [], ...others] = await Promise.all(writers.map(writer => writer.messages()));
  const ids = log.map(({ clientMessageId }) => clientMessageId);
  assert.equal(new Set(ids).size, ids.length, "a message is there twice");
  for (const other of others) {
    assert.deepEqual(other.map(looks), log.map(looks), "devices show different messages");
  }
  assert.ok(
    log.some(({ edited }) => edited) && log.some(({ body }) => !body),
    "nothing was edited or removed",
  );
  for (const { errors, sent, shown } of writers) {
    errors.delete("targetGone"); // Another device of the user has removed the message before.
    assert.deepEqual([...errors], []);
    const told = shown.map(({ clientMessageId }) => clientMessageId);
    assert.deepEqual(told, ids, "messages were reported out of order");
    assert.deepEqual(
      ids.filter(id => sent.includes(id)),
      sent,
      "a message is lost or out of order",
    );
  }
}

/** What a message shows to both users. */
function looks({ seq, from, body, edited, reactions }: Message): unknown[] {
  const sorted = reactions.map(one => `${one.from} ${one.emoji} ${one.seq}`).sort();
  return [seq, from, body?.text, edited?.seq, sorted];
}

async function until(isTrue: () => boolean): Promise<void> {
  const deadline = Date.now() + SETTLING_MS;
  while (!isTrue()) {
    assert.ok(Date.now() < deadline, "not every device has all messages in time");
    await pause(200);
  }
}

async function faults(address: string, document: object): Promise<void> {
  const body = JSON.stringify(document);
  const { status } = await fetch(`${address}/dev/faults`, { method: "POST", body });
  assert.equal(status, 204, body);
}
