import assert from "node:assert/strict";
import { test } from "node:test";
import { StrictMode } from "react";
import { Desk, entries } from "../../library/test/fake/desk.js";
import { type ConversationMessages, useMessages } from "../src/index.js";
import { Page } from "./page.js";

/** A component that shows a conversation with Bob, and records the rendered messages. */
class Shown {
  readonly all: ConversationMessages[] = [];
  readonly Messages = ({ peer = "bob" }: { peer?: string }) => {
    this.all.push(useMessages(peer, { limit: 10 }));
    return null;
  };

  get last(): ConversationMessages {
    return this.all.at(-1) as ConversationMessages;
  }

  /** The first and the last message, and their number. */
  get range(): (number | undefined)[] {
    const { messages } = this.last;
    return [messages[0]?.seq, messages.at(-1)?.seq, messages.length];
  }
}

test("the newest page is shown first, and older ones on demand", async () => {
  const desk = await Desk.begun(25);
  const shown = new Shown();
  const page = await Page.of(desk, <shown.Messages />);
  assert.deepEqual(shown.range, [16, 25, 10]);
  assert.equal(shown.last.more, true);
  await page.after(() => shown.last.loadOlder());
  assert.deepEqual(shown.range, [6, 25, 20]);
  await page.after(() => Promise.all([shown.last.loadOlder(), shown.last.loadOlder()]));
  assert.deepEqual(shown.range, [1, 25, 25]);
  assert.equal(shown.last.more, false);
  assert.equal(shown.last.isLoading, false);
});

test("new messages are appended, including those that arrive while a page is read", async () => {
  const desk = await Desk.begun(25);
  const shown = new Shown();
  const page = await Page.of(desk, <shown.Messages />);
  await page.after(() => {
    const older = shown.last.loadOlder();
    desk.bob(26, 27);
    return older;
  });
  assert.deepEqual(shown.range, [6, 27, 22]);
});

test("an app in StrictMode shows each message once", async () => {
  const desk = await Desk.begun(5);
  const shown = new Shown();
  const page = await Page.of(
    desk,
    <StrictMode>
      <shown.Messages />
    </StrictMode>,
  );
  await page.after(() => desk.bob(6, 6));
  assert.deepEqual(shown.range, [1, 6, 6]);
});

test("a message that is being sent is always shown exactly once", async () => {
  const desk = await Desk.begun(2);
  const shown = new Shown();
  const page = await Page.of(desk, <shown.Messages />);
  await page.after(() => desk.client.conversation("bob").send("hi"));
  const [sent] = shown.last.outgoing;
  assert.equal(sent?.status, "waiting");
  const before = shown.all.length;
  await page.after(() => desk.accept(3));
  assert.deepEqual(shown.last.outgoing, []);
  for (const { messages, outgoing } of shown.all.slice(before)) {
    const ids = [...messages, ...outgoing].map(({ clientMessageId }) => clientMessageId);
    assert.equal(ids.filter(id => id === sent?.clientMessageId).length, 1);
  }
});

test("another conversation starts with its own page", async () => {
  const desk = await Desk.begun(2);
  const shown = new Shown();
  const page = await Page.of(desk, <shown.Messages />);
  await page.after(() => desk.client.conversation("carol").send("hi"));
  const before = shown.all.length;
  await page.show(<shown.Messages peer="carol" />);
  for (const { messages } of shown.all.slice(before)) {
    assert.deepEqual(messages, []);
  }
  assert.equal(shown.last.outgoing[0]?.peer, "carol");
});

test("a conversation that is read again is rendered again without a gap", async () => {
  const desk = await Desk.begun(25);
  const shown = new Shown();
  const page = await Page.of(desk, <shown.Messages />);
  await page.after(() => void desk.client.conversation("bob").resync());
  assert.deepEqual(shown.last.messages, []);
  const { requestId } = desk.socket.frames("history").at(-1) ?? {};
  const messages = entries("bob", 16, 25);
  const reply = { type: "history", requestId, peer: "bob", messages, more: true };
  await page.after(() => desk.push(reply));
  assert.deepEqual(shown.range, [16, 25, 10]);
});

test("the error for missing messages disappears once the client is online", async () => {
  const desk = new Desk();
  const shown = new Shown();
  const page = await Page.of(desk, <shown.Messages />);
  await page.after(() => desk.client.start());
  await page.after(() => desk.offline(), 31_000);
  assert.equal(shown.last.error?.code, "offline");
  assert.equal(shown.last.isLoading, false);
  await page.after(() => desk.wake());
  await page.after(() => desk.open());
  const { requestId } = desk.socket.frames("history").at(-1) ?? {};
  const messages = entries("bob", 1, 1);
  const reply = { type: "history", requestId, peer: "bob", messages, more: false };
  await page.after(() => desk.push(reply));
  assert.equal(shown.last.error, undefined);
  assert.deepEqual(shown.range, [1, 1, 1]);
});
