import assert from "node:assert/strict";
import { test } from "node:test";
import { Desk, entries } from "../fake/desk.js";
import { settled } from "../fake/loop.js";

/** Longer than the 10 s after which an unanswered frame is sent again. */
const LONG_MS = 25_000;

/** Refuses the newest frame of an action with a retryable code. */
function refuse(desk: Desk, action: string): void {
  const { requestId, clientMessageId } = desk.socket.frames(action).at(-1) ?? {};
  const code = "rateLimited";
  const frame = { type: "rejected", requestId, clientMessageId, code, retryable: true };
  desk.push({ ...frame, retryAfterMs: LONG_MS });
}

const count = (desk: Desk, action: string) =>
  desk.sockets.reduce((sum, socket) => sum + socket.frames(action).length, 0);

/** Asserts that a refused frame is sent again after the wait, and not before. */
async function assertWaits(desk: Desk, action: string): Promise<void> {
  const before = count(desk, action);
  refuse(desk, action);
  await desk.loop.pass(LONG_MS - 100);
  assert.equal(count(desk, action), before);
  await desk.loop.pass(2_000);
  assert.equal(count(desk, action), before + 1);
}

async function sending(): Promise<Desk> {
  const desk = await Desk.begun();
  await desk.client.conversation("bob").send("hi");
  await settled();
  return desk;
}

test("a message refused with retryAfterMs is not sent again before the wait is over", async () => {
  await assertWaits(await sending(), "sendMessage");
});

test("neither a gateway error nor a new connection shortens the wait of a message", async () => {
  const desk = await sending();
  refuse(desk, "sendMessage");
  desk.push({ message: "Internal server error" });
  desk.socket.cut();
  await desk.loop.pass(2_000);
  await desk.open();
  await desk.loop.pass(LONG_MS - 5_000);
  assert.equal(count(desk, "sendMessage"), 1);
  await desk.loop.pass(5_000);
  assert.equal(count(desk, "sendMessage"), 2);
});

test("a request refused with retryAfterMs waits, also across a new connection", async () => {
  const desk = await Desk.begun();
  const asked = desk.client.profiles(["bob"]);
  await settled();
  refuse(desk, "profile");
  desk.socket.cut();
  await desk.loop.pass(2_000);
  await desk.open();
  await desk.loop.pass(LONG_MS - 5_000);
  assert.equal(count(desk, "profile"), 1);
  await desk.loop.pass(5_000);
  assert.equal(count(desk, "profile"), 2);
  const [{ requestId } = {}] = desk.socket.frames("profile");
  desk.push({ type: "profile", requestId, users: [] });
  assert.deepEqual(await asked, []);
});

test("an ack refused with retryAfterMs waits", async () => {
  const desk = await Desk.begun();
  await assertWaits(desk, "ack");
});

test("a sync refused with retryAfterMs waits", async () => {
  const desk = await Desk.begun();
  desk.push({ type: "messages", peer: "bob", messages: entries("bob", 3, 3) });
  await desk.loop.pass(100);
  await assertWaits(desk, "sync");
});
