import assert from "node:assert/strict";
import { test } from "node:test";
import { Desk, entries } from "../fake/desk.js";
import { settled } from "../fake/loop.js";

test("stored conversations are shown before there is a connection", async () => {
  const desk = await Desk.begun(3);
  await desk.client.conversation("bob").markRead(1);
  await desk.client.close();
  const next = new Desk(desk.store);
  await next.client.start();
  const [conversation] = next.client.conversations();
  assert.equal(conversation?.unread, 2);
  assert.equal(conversation?.lastMessage?.preview, "bob 3");
  assert.equal((await next.client.conversation("bob").page()).messages.length, 3);
  assert.equal(next.client.user, "alice");
});

test("older pages come from the server once, then from the disk", async () => {
  const desk = new Desk();
  await desk.online();
  desk.bob(31, 40, 30);
  await settled();
  const bob = desk.client.conversation("bob");
  const asked = bob.page({ before: 31, limit: 10 });
  await settled();
  const [history] = desk.socket.frames("history");
  assert.equal(history?.before, 31);
  desk.push({
    type: "history",
    requestId: history?.requestId,
    peer: "bob",
    more: true,
    messages: entries("bob", 21, 30),
  });
  const seqs = async (page: ReturnType<typeof bob.page>) => (await page).messages.map(m => m.seq);
  assert.deepEqual(await seqs(asked), [21, 22, 23, 24, 25, 26, 27, 28, 29, 30]);
  assert.equal((await asked).more, true);
  assert.equal((await seqs(bob.page({ before: 31, limit: 10 }))).length, 10);
  assert.equal(desk.socket.frames("history").length, 1);
});

test("all messages down to a page far back are fetched", async () => {
  const desk = new Desk();
  await desk.online();
  desk.bob(221, 240, 220);
  await settled();
  const asked = desk.client.conversation("bob").page({ before: 51, limit: 50 });
  for (const first of [121, 51, 1]) {
    await settled();
    const history = desk.socket.frames("history").at(-1);
    const messages = entries("bob", first, Number(history?.before) - 1);
    const page = { type: "history", requestId: history?.requestId, peer: "bob", messages };
    desk.push({ ...page, more: first > 1 });
  }
  const { messages, more } = await asked;
  assert.deepEqual([messages[0]?.seq, messages.at(-1)?.seq, more], [1, 50, false]);
});

test("a page before the first message is empty", async () => {
  const desk = await Desk.begun(3);
  const page = await desk.client.conversation("bob").page({ before: 1 });
  assert.deepEqual(page, { messages: [], after: 0, upTo: 0, more: false });
});

test("a waiting message moves its conversation up in the list, below pinned ones", async () => {
  const desk = await Desk.begun(1);
  for (const peer of ["carol", "dave"]) {
    const messages = entries(peer, 1, 1).map(entry => ({ ...entry, sentAt: desk.loop.now * 2 }));
    desk.push({ type: "messages", peer, after: 0, messages });
  }
  desk.push({ type: "conversation", peer: "dave", pinned: true });
  await settled();
  const peers = () => desk.client.conversations().map(({ peer }) => peer);
  assert.deepEqual(peers(), ["dave", "carol", "bob"]);
  await desk.client.conversation("bob").send("up");
  assert.deepEqual(peers(), ["dave", "bob", "carol"]);
  await desk.client.conversation("erin").send("new");
  assert.deepEqual(peers(), ["dave", "erin", "bob", "carol"]);
});

test("the preview of a long message ends between graphemes", async () => {
  const desk = await Desk.begun(1);
  const family = "👨‍👩‍👧‍👦";
  const [entry] = entries("bob", 2, 2) as [object];
  const text = `x${family.repeat(60)}`;
  desk.push({
    type: "messages",
    peer: "bob",
    messages: [{ ...entry, body: { type: "text", text } }],
  });
  await settled();
  const preview = desk.client.conversation("bob").state.lastMessage?.preview ?? "";
  assert.match(preview, new RegExp(`^x(${family})+$`, "u"));
  assert.ok(preview.length > 100 && preview.length <= 160);
});

test("offline, a page that is not on the device is an error", async () => {
  const desk = new Desk();
  await desk.client.start();
  const asked = assert.rejects(desk.client.conversation("bob").page(), { code: "offline" });
  await desk.loop.pass(31_000);
  await asked;
});

test("messages() yields stored messages, then new ones, each once", async () => {
  const desk = await Desk.begun(2);
  const told: number[] = [];
  const reading = (async () => {
    for await (const { seq } of desk.client.conversation("bob").messages(0)) told.push(seq);
  })();
  await settled();
  desk.bob(3, 3);
  await settled();
  desk.bob(4, 5);
  await settled();
  assert.deepEqual(told, [1, 2, 3, 4, 5]);
  await desk.client.close();
  await reading;
});

test("an app may mark messages as read at each event of their conversation", async () => {
  const desk = await Desk.begun(3);
  const bob = desk.client.conversation("bob");
  let events = 0;
  desk.client.on("conversation", () => {
    events++;
    if (events < 100) {
      void bob.markRead();
    }
  });
  await bob.markRead();
  await settled();
  assert.equal(bob.state.unread, 0);
  assert.equal(events, 1);
});
