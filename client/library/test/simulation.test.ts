import { type Faults, NO_FAULTS } from "./fake/faults.js";
import { Dice, Loop } from "./fake/loop.js";
import { Browser, PersonsDevice } from "./fake/person.js";
import { FakeServer } from "./fake/server.js";
import { check, Written } from "./fake/written.js";

const HISTORIES = Number(process.env.CHAT_HISTORIES ?? 500);
const FIRST_SEED = Number(process.env.CHAT_SEED ?? 1);
const PEOPLE = ["alice", "bob", "carol"];
const STEPS = 25;
const SETTLING_MS = 4 * 60_000;
const EMOJI = ["👍", "👎", ""];

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

/** Five devices of three users. In a third of the histories, Alice's first device has two tabs. */
function devicesOf(dice: Dice, loop: Loop, server: FakeServer): PersonsDevice[] {
  const made = (user: string, browser?: Browser) =>
    new PersonsDevice(user, loop, dice, server, browser);
  const browser = dice.hits(1 / 3) ? new Browser() : undefined;
  const tabs = ["alice", ...(browser ? ["alice"] : [])].map(user => made(user, browser));
  return [...tabs, ...["bob", "carol", "alice", "bob"].map(user => made(user))];
}

/** Sends a text, or an operation on a message known to the device. */
async function write(
  dice: Dice,
  device: PersonsDevice,
  peer: string,
  written: Written,
  step: number,
) {
  const conversation = device.client?.conversation(peer);
  const known = [
    ...device.seen.filter(message => message.peer === peer),
    ...(conversation?.outgoing() ?? []),
  ];
  const message = dice.of(known.slice(-6));
  const text = `${device.user} ${step} for ${peer}`;
  const what = message && dice.hits(0.5) ? dice.next() : 1;
  const isOwn = message && (!("mine" in message) || message.mine);
  if (message && what < 0.4) {
    written.operated(device, peer, await conversation?.react(message, dice.of(EMOJI)));
  } else if (message && isOwn && what < 0.7) {
    written.operated(device, peer, await conversation?.edit(message, `${text}, edited`));
  } else if (message && isOwn && what < 0.9) {
    written.removed.add(message.clientMessageId);
    written.operated(device, peer, await conversation?.remove(message));
  } else {
    const replyTo = message?.seq;
    const sent = await conversation?.send(text, replyTo && dice.hits(0.3) ? { replyTo } : {});
    written.sent(device, peer, sent);
  }
}

/** Hides messages known to the device, or all messages up to one of them. */
async function hide(
  dice: Dice,
  device: PersonsDevice,
  peer: string,
  written: Written,
  loop: Loop,
): Promise<void> {
  const conversation = device.client?.conversation(peer);
  const known = device.seen.filter(message => message.peer === peer).map(({ seq }) => seq);
  const seqs = known.slice(-6).filter(() => dice.hits(0.3));
  const isClear = dice.hits(0.2);
  const last = seqs.at(-1);
  // A new process may not know yet how far the log goes.
  if (conversation && last !== undefined && last <= conversation.state.lastSeq) {
    const durable = isClear ? conversation.clear(last) : conversation.hide(seqs);
    void durable.then(() => written.hid(device, peer, isClear ? [last] : seqs));
    if (dice.hits(0.2)) {
      device.crash();
    } else {
      await Promise.all([durable, loop.pass(0)]);
    }
  }
}

async function history(seed: number): Promise<void> {
  const dice = new Dice(seed);
  const loop = new Loop();
  const server = new FakeServer(loop, dice);
  server.faults = drawn(dice);
  const devices = devicesOf(dice, loop, server);
  const written = new Written();
  for (let step = 0; step < STEPS; step++) {
    const device = dice.of(devices);
    if (!device.client) {
      await device.start();
    }
    const peer = dice.of(PEOPLE.filter(user => user !== device.user));
    const conversation = device.client?.conversation(peer);
    const what = dice.next();
    if (what < 0.6) {
      const durable = write(dice, device, peer, written, step).catch(error => {
        // The message was removed or has failed, so an app would not offer this.
        if (error.code !== "targetGone") {
          throw error;
        }
      });
      if (dice.hits(0.1)) {
        device.crash();
      } else {
        await Promise.all([durable, loop.pass(0)]);
      }
    } else if (what < 0.75) {
      void conversation?.markRead();
    } else if (what < 0.85) {
      device.crash();
    } else if (what < 0.88) {
      void conversation?.resync();
    } else if (what < 0.95) {
      await hide(dice, device, peer, written, loop);
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
  await check(dice, devices, PEOPLE, written, server);
  for (const device of devices) {
    device.crash();
  }
}

// Not inside `test`: its bookkeeping of promises would take most of the time.
for (let seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES; seed++) {
  await history(seed).catch(cause => {
    throw new Error(`CHAT_SEED=${seed} CHAT_HISTORIES=1: ${cause.message}`, { cause });
  });
}
