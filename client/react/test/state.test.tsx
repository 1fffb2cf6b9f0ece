import assert from "node:assert/strict";
import { test } from "node:test";
import { renderToString } from "react-dom/server";
import { BEGUN, Desk } from "../../library/test/fake/desk.js";
import {
  ChatProvider,
  useConnection,
  useConversation,
  useConversations,
  useStorage,
  useTyping,
} from "../src/index.js";
import { Page } from "./page.js";

/** A component that records the result of a hook at each rendering. */
function recording<Value>(hook: () => Value): { Recorded: () => null; notes: Value[] } {
  const notes: Value[] = [];
  const Recorded = () => {
    notes.push(hook());
    return null;
  };
  return { Recorded, notes };
}

test("changes of the connection and the storage are rendered", async () => {
  const desk = new Desk();
  const { Recorded, notes } = recording(() => `${useConnection().status} ${useStorage().status}`);
  const page = await Page.of(desk, <Recorded />);
  await page.after(() => desk.online());
  assert.deepEqual([notes[0], notes.at(-1)], ["connecting durable", "online memory"]);
  await page.after(() => desk.offline(), 0);
  assert.equal(notes.at(-1), "offline memory");
});

test("the list has the unread messages of each conversation", async () => {
  const desk = new Desk();
  const { Recorded, notes } = recording(() => useConversations().map(c => `${c.peer} ${c.unread}`));
  const page = await Page.of(desk, <Recorded />);
  await page.after(() => desk.online([BEGUN]));
  await page.after(() => desk.bob(1, 2, 0));
  assert.deepEqual(notes.at(-1), ["bob 2"]);
  await page.after(() => desk.client.conversation("carol").send("hi"));
  assert.deepEqual(notes.at(-1), ["carol 0", "bob 2"]);
});

test("a component is rendered again only for changes of its own conversation", async () => {
  const desk = await Desk.begun();
  const bob = recording(() => useConversation("bob").held);
  const carol = recording(() => useConversation("carol").held);
  const page = await Page.of(
    desk,
    <>
      <bob.Recorded />
      <carol.Recorded />
    </>,
  );
  await page.after(() => desk.bob(2, 2));
  assert.deepEqual(bob.notes, [1, 2]);
  assert.deepEqual(carol.notes, [0]);
});

test("a change between rendering and subscribing is not missed", async () => {
  const desk = await Desk.begun();
  const { Recorded, notes } = recording(() => useTyping("bob"));
  let isFirst = true;
  const Late = () => {
    if (isFirst) {
      isFirst = false;
      desk.push({ type: "typing", peer: "bob", state: "started" });
    }
    return null;
  };
  await Page.of(
    desk,
    <>
      <Recorded />
      <Late />
    </>,
  );
  assert.deepEqual([notes[0], notes.at(-1)], [false, true]);
});

test("an app that no longer shows a conversation is not rendered again", async () => {
  const desk = await Desk.begun();
  const { Recorded, notes } = recording(() => useConversation("bob").held);
  const page = await Page.of(desk, <Recorded />);
  await page.leave();
  await page.after(() => desk.bob(2, 2));
  assert.deepEqual(notes, [1]);
});

test("the hooks work with server-side rendering", async () => {
  const desk = await Desk.begun();
  const Shown = () => <p>{useConversation("bob").lastMessage?.preview}</p>;
  const html = renderToString(
    <ChatProvider chat={desk.client}>
      <Shown />
    </ChatProvider>,
  );
  assert.equal(html, "<p>bob 1</p>");
});

test("a hook outside of a provider throws an error that names the provider", () => {
  const Lost = () => <p>{useConnection().status}</p>;
  assert.throws(() => renderToString(<Lost />), /There is no <ChatProvider/);
});
