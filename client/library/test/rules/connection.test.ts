import assert from "node:assert/strict";
import { test } from "node:test";
import { MemoryStore } from "../../src/store/memory.js";
import { Desk } from "../fake/desk.js";
import { settled } from "../fake/loop.js";

test("a ping is sent every 4 min, and a socket without a frame in the next 10 s is dead", async () => {
  const desk = await Desk.begun();
  desk.push({ type: "acked", requestId: "x" });
  const first = desk.socket;
  first.isBlackHole = true;
  await desk.loop.pass(290_000);
  assert.equal(first.frames("ping").length, 1);
  await desk.loop.pass(11_000);
  assert.equal(first.isOver, true);
  assert.equal(desk.client.connection.status === "offline" || desk.sockets.length > 1, true);
});

test("on wake-up the socket is tested immediately, and a wait for a reconnect ends", async () => {
  const desk = await Desk.begun();
  desk.socket.isBlackHole = true;
  desk.wake();
  assert.equal(desk.socket.frames("ping").length, 1);
  await desk.loop.pass(10_100);
  assert.equal(desk.client.connection.status, "offline");
  desk.wake();
  assert.equal(desk.client.connection.status, "connecting");
});

test("reconnects wait a random time, up to a limit that doubles from 1 s to 60 s", async () => {
  const desk = new Desk();
  const waits: number[] = [];
  desk.client.on("connection", state => {
    if (state.status === "offline") waits.push(state.retryAt - desk.loop.now);
  });
  await desk.client.start();
  for (let n = 0; n < 12; n++) {
    await settled();
    desk.socket.cut();
    const wait = waits[n] as number;
    assert.ok(wait >= 0 && wait <= Math.min(60_000, 1_000 * 2 ** n), `${n}: ${wait}`);
    await desk.loop.pass(wait + 1);
  }
  assert.ok(Math.max(...waits) > 16_000);
});

test("a connection is replaced before 2 h, and the old one is used until the new one is caught up", async () => {
  const desk = await Desk.begun();
  const [old] = desk.sockets;
  const answered = old as NonNullable<typeof old>;
  await desk.loop.pass(89 * 60_000);
  assert.equal(desk.sockets.length, 1);
  for (let seconds = 89 * 60; desk.sockets.length === 1; seconds += 10) {
    assert.ok(seconds <= 115 * 60);
    await desk.loop.pass(10_000);
  }
  assert.equal(desk.sockets.length, 2);
  desk.socket.open();
  assert.equal(answered.isOver, false);
  desk.push({ type: "caughtUp", at: 3, conversations: [] });
  assert.equal(answered.isOver, true);
  assert.equal(desk.client.connection.status, "online");
});

test("a connection is replaced before its token expires, with a new token", async () => {
  const desk = new Desk();
  desk.tokenMilliseconds = 60 * 60_000;
  await desk.online();
  await desk.loop.pass(55 * 60_000);
  assert.equal(desk.sockets.length, 1);
  await desk.loop.pass(90_000);
  assert.equal(desk.sockets.length, 2);
  assert.deepEqual(desk.asked, [false, true]);
});

test("a store of another user is refused before anything is sent", async () => {
  const store = new MemoryStore();
  await store.write({ device: { deviceId: "d", user: "mallory" } });
  const desk = new Desk(store);
  await desk.client.start();
  await settled();
  assert.equal(desk.errors[0]?.code, "foreignStore");
  assert.equal(desk.sockets.length, 0);
});
