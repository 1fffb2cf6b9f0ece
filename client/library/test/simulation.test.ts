import assert from "node:assert/strict";
import { type Faults, NO_FAULTS } from "./fake/faults.js";
import { Dice, Loop } from "./fake/loop.js";
import { PersonsDevice } from "./fake/person.js";
import { FakeServer } from "./fake/server.js";

const HISTORIES = Number(process.env.CHAT_HISTORIES ?? 500);
const FIRST_SEED = Number(process.env.CHAT_SEED ?? 1);
const PEOPLE = ["alice", "bob", "carol"];
const STEPS = 25;
const SETTLING_MS = 4 * 60_000;

function drawn(dice: Dice): Faults {
  const rate = (most: number) => (dice.hits(0.5) ? dice.next() * most : 0);
  return {
    drop: rate(0.4),
    duplicate: rate(0.4),
    fail: rate(0.3),
    lose: rate(0.3),
    cut: rate(0.1),
    hole: rate(0.05),
    refuse: rate(0.3),
    delayMs: dice.of([5, 200, 3_000, 12_000]),
  };
}

async function history(seed: number): Promise<void> {
  const dice = new Dice(seed);
  const loop = new Loop();
  const server = new FakeServer(loop, dice);
  server.faults = drawn(dice);
  const devices = [...PEOPLE, "alice", "bob"].map(
    user => new PersonsDevice(user, loop, dice, server),
  );
  const sent = new Map<PersonsDevice, string[]>(devices.map(device => [device, []]));
  const written: string[] = [];
  for (let step = 0; step < STEPS; step++) {
    const device = dice.of(devices);
    if (!device.client) {
      await device.start();
    }
    const peer = dice.of(PEOPLE.filter(user => user !== device.user));
    const conversation = device.client?.conversation(peer);
    const what = dice.next();
    if (what < 0.6) {
      const text = `${device.user} ${step} for ${peer}`;
      const durable = conversation?.send(text).then(() => {
        written.push(text);
        sent.get(device)?.push(text);
      });
      if (dice.hits(0.1)) {
        device.crash();
      } else {
        await durable;
      }
    } else if (what < 0.75) {
      void conversation?.markRead();
    } else if (what < 0.85) {
      device.crash();
    } else if (what < 0.9) {
      void conversation?.resync();
    } else {
      server.cut();
    }
    await loop.pass(dice.of([0, 50, 500, 5_000, 60_000]));
  }
  server.faults = NO_FAULTS;
  await loop.pass(SETTLING_MS);
  for (const device of devices.filter(({ client }) => !client)) {
    await device.start();
  }
  server.cut();
  await loop.pass(SETTLING_MS);
  await check(devices, sent, written, server);
  for (const device of devices) {
    device.crash();
  }
}

async function check(
  devices: readonly PersonsDevice[],
  sent: ReadonlyMap<PersonsDevice, string[]>,
  written: readonly string[],
  server: FakeServer,
): Promise<void> {
  const logged = PEOPLE.flatMap((user, index) =>
    PEOPLE.slice(index + 1).flatMap(peer =>
      server.log(user, peer).entries.map(({ body }) => body?.text),
    ),
  );
  assert.equal(new Set(logged).size, logged.length, "doubled");
  for (const text of written) {
    assert.ok(logged.includes(text), `lost: ${text}`);
  }
  for (const device of devices) {
    assert.deepEqual(device.errors, []);
    for (const peer of PEOPLE.filter(user => user !== device.user)) {
      const log = server.log(device.user, peer);
      const all = log.entries.map(({ from, body }) => `${from}: ${body?.text}`);
      assert.deepEqual(await device.texts(peer), all);
      const own = (sent.get(device) ?? []).filter(text => text.endsWith(`for ${peer}`));
      const order = own.map(text => all.indexOf(`${device.user}: ${text}`));
      assert.deepEqual(
        order,
        [...order].sort((a, b) => a - b),
        "out of order",
      );
      assert.deepEqual(device.client?.conversation(peer).outgoing(), []);
      const state = device.client?.conversation(peer).state;
      const row = log.rows.get(peer);
      const unread = log.entries.filter(
        ({ from, seq }) => from === peer && seq > (log.rows.get(device.user)?.read ?? 0),
      );
      assert.equal(state?.unread, unread.length, "unread");
      assert.ok((state?.peerDelivered ?? 0) <= (row?.delivered ?? 0), "falsely delivered");
      assert.ok((state?.peerRead ?? 0) <= (row?.read ?? 0), "falsely read");
    }
  }
}

// Not inside `test`: its bookkeeping of promises would take most of the time.
for (let seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES; seed++) {
  await history(seed).catch(cause => {
    throw new Error(`CHAT_SEED=${seed} CHAT_HISTORIES=1: ${cause.message}`, { cause });
  });
}
