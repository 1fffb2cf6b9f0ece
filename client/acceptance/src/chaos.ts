import assert from "node:assert/strict";
import { ChatClient, platform } from "@serverlesschat/client";
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
  readonly peer: string;
  readonly client: ChatClient;
  readonly shown: { readonly seq: number; readonly text: string }[] = [];
  readonly sent: string[] = [];
  wake = () => {};

  constructor(target: Target, user: string, peer: string) {
    this.user = user;
    this.peer = peer;
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
    this.client.on("messages", ({ messages }) => {
      for (const { seq, from, body } of messages) {
        this.shown.push({ seq, text: `${from}: ${body?.text}` });
      }
    });
  }

  get isSettled(): boolean {
    return this.client.connection.status === "online" && this.client.outgoing().length === 0;
  }

  async write(text: string): Promise<void> {
    this.sent.push(`${this.user}: ${text}`);
    await this.client.conversation(this.peer).send(text);
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
      await pause(PAUSE_MS);
    }
  } finally {
    await faults(address, {});
  }
  await pause(PAUSE_MS);
  // A device gets lost pushes on its next connection.
  await faults(address, { cut: true });
  const all = writers.length * MESSAGES;
  await until(() => {
    for (const writer of writers) {
      writer.wake();
    }
    return writers.every(({ isSettled, shown }) => isSettled && shown.length >= all);
  });
  check(writers);
  await Promise.all(writers.map(({ client }) => client.close()));
}

function check(writers: readonly Writer[]): void {
  const [first, ...others] = writers;
  const log = (first as Writer).shown;
  const texts = log.map(({ text }) => text);
  assert.deepEqual(
    log.map(({ seq }) => seq),
    log.map((_, index) => index + 1),
  );
  assert.equal(new Set(texts).size, texts.length, "a message is there twice");
  for (const { shown } of others) {
    assert.deepEqual(shown, log);
  }
  for (const { sent } of writers) {
    assert.deepEqual(
      texts.filter(text => sent.includes(text)),
      sent,
      "a message is lost or out of order",
    );
  }
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
