import assert from "node:assert/strict";
import { test } from "node:test";
import { platform } from "../../src/environment.js";
import { Desk } from "../fake/desk.js";
import { settled } from "../fake/loop.js";
import { tokenOf } from "../fake/network.js";

/** A desk whose network has failed silently. */
async function cutOff(): Promise<Desk> {
  const desk = await Desk.begun();
  desk.socket.isBlackHole = true;
  return desk;
}

for (const [what, act] of Object.entries({
  message: (desk: Desk) => desk.client.conversation("bob").send("hi"),
  request: (desk: Desk) => desk.client.profiles(["bob"]),
})) {
  test(`an unanswered ${what} reveals a dead connection within 15 s`, async () => {
    const desk = await cutOff();
    void act(desk).catch(() => {});
    await desk.loop.pass(14_900);
    assert.equal(desk.client.connection.status, "online");
    await desk.loop.pass(200);
    assert.notEqual(desk.client.connection.status, "online");
    assert.equal(desk.sockets[0]?.isOver, true);
  });
}

test("an unanswered message is sent again on the next connection", async () => {
  const desk = await cutOff();
  const { clientMessageId: id } = await desk.client.conversation("bob").send("hi");
  await desk.loop.pass(17_000);
  assert.equal(desk.sockets.length, 2);
  await desk.open();
  assert.equal(desk.socket.frames("sendMessage")[0]?.clientMessageId, id);
});

test("any received frame shows that the connection is alive", async () => {
  const desk = await Desk.begun();
  void desk.client.profiles(["bob"]).catch(() => {});
  for (let seconds = 0; seconds < 40; seconds += 4) {
    await desk.loop.pass(4_000);
    desk.push({ type: "typing", peer: "bob", state: "started" });
  }
  assert.equal(desk.client.connection.status, "online");
  assert.equal(desk.socket.frames("ping").length, 0);
});

test("wake-ups while a ping is unanswered do not postpone its timeout", async () => {
  const desk = await cutOff();
  for (let seconds = 0; seconds < 12; seconds += 3) {
    desk.wake();
    await desk.loop.pass(3_000);
  }
  assert.equal(desk.sockets[0]?.isOver, true);
});

test("the offline event ends the connection immediately, and the online event begins a new one", async () => {
  const desk = await Desk.begun();
  desk.offline();
  assert.equal(desk.client.connection.status, "offline");
  assert.equal(desk.socket.isOver, true);
  desk.wake();
  await settled();
  assert.equal(desk.sockets.length, 2);
  await desk.open();
  assert.equal(desk.client.connection.status, "online");
});

test("a connection that is lost while the token callback runs is not online", async () => {
  let release = (_: string) => {};
  const desk = await Desk.begun();
  desk.token = () =>
    new Promise(done => {
      release = done;
    });
  desk.push({ type: "rejected", code: "tokenExpired", message: "", retryable: false });
  await desk.loop.pass(2_000);
  assert.equal(desk.client.connection.status, "connecting");
  release(tokenOf("alice", desk.loop.now + 3_600_000));
  await settled();
  await desk.open();
  assert.equal(desk.client.connection.status, "online");
});

test("a token callback that never answers is called again after 30 s", async () => {
  const desk = new Desk();
  desk.token = () => new Promise(() => {});
  await desk.client.start();
  await desk.loop.pass(30_100);
  assert.equal(desk.errors[0]?.code, "tokenFailed");
  assert.equal(desk.client.connection.status, "offline");
  desk.token = undefined;
  await desk.loop.pass(1_100);
  await desk.open();
  assert.equal(desk.client.connection.status, "online");
});

test("in a browser the environment reports the online and offline events", () => {
  const page = new EventTarget();
  const events = ["addEventListener", "removeEventListener"] as const;
  const globals = {
    document: new EventTarget(),
    ...Object.fromEntries(events.map(name => [name, page[name].bind(page)])),
  };
  Object.assign(globalThis, globals);
  try {
    const heard: string[] = [];
    const { onWake, onOffline } = platform();
    const stops = [onWake?.(() => heard.push("wake")), onOffline?.(() => heard.push("offline"))];
    page.dispatchEvent(new Event("offline"));
    page.dispatchEvent(new Event("online"));
    for (const stop of stops) {
      stop?.();
    }
    page.dispatchEvent(new Event("offline"));
    assert.deepEqual(heard, ["offline", "wake"]);
  } finally {
    for (const name of Object.keys(globals)) {
      Reflect.deleteProperty(globalThis, name);
    }
  }
});
