import assert from "node:assert/strict";
import { test } from "node:test";
import { Desk } from "../fake/desk.js";
import { settled } from "../fake/loop.js";

test("typing is sent at most every 4 s, and a peer's typing ends after 6 s", async () => {
  const desk = await Desk.begun();
  const bob = desk.client.conversation("bob");
  await bob.typing();
  await desk.loop.pass(3_900);
  await bob.typing();
  assert.equal(desk.socket.frames("typing").length, 1);
  await desk.loop.pass(200);
  await bob.typing();
  assert.equal(desk.socket.frames("typing").length, 2);
  desk.push({ type: "typing", peer: "bob", state: "started" });
  await desk.loop.pass(5_900);
  assert.equal(bob.isTyping, true);
  await desk.loop.pass(200);
  assert.equal(bob.isTyping, false);
});

/** Answers the last presence request. */
function answer(desk: Desk, ...users: readonly object[]): Promise<void> {
  const { requestId } = desk.socket.frames("presence").at(-1) ?? {};
  desk.push({ type: "presence", requestId, users });
  return settled();
}

const online = (at: number) => ({ user: "bob", status: "online", at, until: at + 60_000 });

test("presence subscriptions survive reconnects, and the newest status wins", async () => {
  const desk = await Desk.begun();
  const watching = desk.client.watch(["bob"]);
  await settled();
  await answer(desk, online(100_000));
  await watching;
  desk.push({ type: "presence", users: [{ user: "bob", status: "offline", at: 90_000 }] });
  assert.equal(desk.client.presence("bob").status, "online");
  desk.socket.cut();
  await desk.loop.pass(1_000);
  await desk.open();
  assert.deepEqual(desk.socket.frames("presence")[0]?.watch, ["bob"]);
});

test("presence is refreshed before it expires, and becomes unknown without an answer", async () => {
  const desk = await Desk.begun();
  void desk.client.watch(["bob"]);
  await settled();
  await answer(desk, online(100_000));
  await desk.loop.pass(55_000);
  assert.deepEqual(desk.socket.frames("presence").at(-1)?.get, ["bob"]);
  await answer(desk, online(155_000));
  await desk.loop.pass(50_000);
  assert.equal(desk.client.presence("bob").status, "online");
  await desk.loop.pass(40_000);
  assert.equal(desk.client.presence("bob").status, "unknown");
});

test("the presence of users without a subscription is not refreshed", async () => {
  const desk = await Desk.begun();
  void desk.client.watch(["bob"]);
  await settled();
  await answer(desk, online(100_000));
  void desk.client.unwatch(["bob"]);
  await settled();
  assert.deepEqual(desk.socket.frames("presence").at(-1)?.unwatch, ["bob"]);
  await answer(desk);
  await desk.loop.pass(60_000);
  assert.equal(desk.socket.frames("presence").length, 2);
  assert.equal(desk.client.presence("bob").status, "unknown");
});

test("subscriptions start and end in sequence, with at most 50 users in a frame", async () => {
  const desk = await Desk.begun();
  const many = Array.from({ length: 60 }, (_, index) => `user-${index}`);
  void desk.client.watch(many);
  void desk.client.unwatch(["user-3"]);
  await settled();
  const asked = () => desk.socket.frames("presence").map(f => [f.watch, f.unwatch]);
  const wanted = many.filter(user => user !== "user-3");
  assert.deepEqual(asked(), [[wanted.slice(0, 50), []]]);
  void desk.client.watch(["user-3"]);
  await answer(desk);
  assert.deepEqual(asked()[1], [[...wanted.slice(50), "user-3"], []]);
  await answer(desk);
  assert.equal(asked().length, 2);
});

test("a change of settings is requested, and the server's answer is shown", async () => {
  const desk = await Desk.begun();
  const bob = desk.client.conversation("bob");
  const setting = bob.set({ muted: true });
  const [{ requestId, set } = {}] = desk.socket.frames("conversation");
  assert.deepEqual(set, { muted: true });
  desk.push({ type: "conversation", requestId, peer: "bob", muted: true });
  await setting;
  assert.equal(bob.state.muted, true);
});

test("name and privacy are changed separately", async () => {
  const desk = await Desk.begun();
  const named = desk.client.setName("Alice B.");
  const hidden = desk.client.setPrivacy({ readReceipts: false });
  const [first, second] = desk.socket.frames("profile");
  assert.deepEqual(first?.set, { name: "Alice B." });
  assert.deepEqual(second?.set, { privacy: { readReceipts: false } });
  for (const { requestId } of [first, second] as { requestId: string }[]) {
    desk.push({ type: "profile", requestId, users: [{ user: "alice" }] });
  }
  await Promise.all([named, hidden]);
});

test("an action unknown to the server is rejected with unknownAction", async () => {
  const desk = await Desk.begun();
  const asked = assert.rejects(desk.client.profiles(["bob"]), { code: "unknownAction" });
  const [{ requestId } = {}] = desk.socket.frames("profile");
  desk.push({ type: "rejected", requestId, code: "unknownAction", message: "", retryable: false });
  await asked;
});

test("a request waits as long as the server asks, and a wait that is too long is an error", async () => {
  const desk = await Desk.begun();
  const reject = (retryAfterMs: number) => {
    const { requestId } = desk.socket.frames("profile").at(-1) ?? {};
    const refusal = { code: "rateLimited", message: "", retryable: true, retryAfterMs };
    desk.push({ type: "rejected", requestId, ...refusal });
  };
  const asked = assert.rejects(desk.client.find("+4930123456"), { code: "rateLimited" });
  reject(4_000);
  await desk.loop.pass(3_900);
  assert.equal(desk.socket.frames("profile").length, 1);
  await desk.loop.pass(200);
  assert.equal(desk.socket.frames("profile").length, 2);
  reject(60_000);
  await asked;
});
