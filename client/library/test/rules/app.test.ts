import assert from "node:assert/strict";
import { test } from "node:test";
import { ChatClient } from "../../src/client.js";
import { MemoryStore } from "../../src/store/memory.js";
import { Desk } from "../fake/desk.js";
import { settled } from "../fake/loop.js";
import { FakeSocket, tokenOf } from "../fake/network.js";

test("ready resolves once the client has caught up for the first time", async () => {
  const desk = new Desk();
  let isReady = false;
  void desk.client.ready.then(() => {
    isReady = true;
  });
  await desk.client.start();
  await settled();
  desk.socket.open();
  await settled();
  assert.equal(isReady, false);
  desk.push({ type: "caughtUp", at: 1, more: false, conversations: [] });
  await settled();
  assert.equal(isReady, true);
  desk.socket.cut();
  await desk.client.ready;
});

test("ready rejects if the client is closed first", async () => {
  const desk = new Desk();
  await desk.client.start();
  await desk.client.close();
  await assert.rejects(desk.client.ready, { code: "closed" });
});

test("the app can choose the WebSocket class", async () => {
  const made: FakeSocket[] = [];
  class OwnSocket extends FakeSocket {
    constructor(url: string, protocols: string[]) {
      super(url, protocols);
      made.push(this);
    }
  }
  const client = new ChatClient({
    url: "wss://chat.test/prod",
    token: async () => tokenOf("alice", Date.now() + 3_600_000),
    store: new MemoryStore(),
    WebSocket: OwnSocket,
  });
  await client.start();
  await settled();
  assert.equal(made[0]?.url.host, "chat.test");
  assert.deepEqual(made[0]?.protocols[0], "chat.v1");
  await client.close();
});

test("an incomplete page has the error that made it incomplete", async () => {
  const desk = new Desk();
  await desk.online([{ peer: "bob", lastSeq: 0 }]);
  desk.bob(5, 6, 4);
  await settled();
  desk.offline();
  const asked = desk.client.conversation("bob").page();
  await desk.loop.pass(31_000);
  const page = await asked;
  assert.deepEqual(
    page.messages.map(({ seq }) => seq),
    [5, 6],
  );
  assert.equal(page.more, true);
  assert.equal(page.error?.code, "offline");
});

test("a complete page has no error", async () => {
  const desk = await Desk.begun(2);
  const page = await desk.client.conversation("bob").page();
  assert.equal(page.more, false);
  assert.equal("error" in page, false);
});
