import assert from "node:assert/strict";
import { test } from "node:test";
import type { Message, Page, PageOptions, Part } from "@serverlesschat/client";
import type { SearchedConversation } from "../../src/conversation/date-search.js";
import { Timeline, WINDOW } from "../../src/conversation/timeline.js";

const PAGE_MAX = 50;

function messages(from: number, to: number): Message[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => ({
    seq: from + index,
    from: "bob",
    clientMessageId: `id-${from + index}`,
    sentAt: from + index,
    peer: "bob",
    mine: false,
    forwarded: 0,
    reactions: [],
    isChanging: false,
  }));
}

/** A part of a conversation in which each entry is a message, except operations. */
function part(from: number, to: number, operations: readonly number[] = []): Part {
  const all = messages(from, to).filter(({ seq }) => !operations.includes(seq));
  return { messages: all, after: from - 1, upTo: to };
}

/** A conversation of some messages, whose pages can be delayed. */
class FakeConversation implements SearchedConversation {
  state: { base: number; held: number };
  /** The entries that are not messages. */
  operations: readonly number[] = [];
  #waiting: (() => void)[] = [];
  #holds = false;

  constructor(held: number) {
    this.state = { base: 0, held };
  }

  async page({ before = Infinity, after, limit = PAGE_MAX }: PageOptions = {}) {
    const { held } = this.state;
    const forward = after === undefined ? undefined : Math.min(after + limit, held);
    const end = forward ?? Math.min(before - 1, held);
    const first = after === undefined ? Math.max(1, end - limit + 1) : after + 1;
    const page: Page = { ...part(first, end, this.operations), more: first > 1 };
    if (this.#holds) {
      await new Promise<void>(go => this.#waiting.push(go));
    }
    return page;
  }

  /** Delays the pages that are read from now on. */
  hold(): void {
    this.#holds = true;
  }

  release(): void {
    this.#holds = false;
    for (const go of this.#waiting.splice(0)) {
      go();
    }
  }

  /** Adds new messages, and reports them as the client does. */
  grow(timeline: Timeline, count: number, moves: boolean): void {
    const held = this.state.held;
    timeline.take(part(held + 1, held + count), moves);
    this.state.held += count;
  }
}

function shown(timeline: Timeline): [first: number | undefined, last: number | undefined] {
  const seqs = timeline.messages.map(({ seq }) => seq);
  assert.ok(
    seqs.every((seq, index) => index === 0 || seq === (seqs[index - 1] ?? 0) + 1),
    `without gap: ${seqs}`,
  );
  assert.ok(seqs.length <= WINDOW);
  return [seqs[0], seqs.at(-1)];
}

async function opened(held: number): Promise<[Timeline, FakeConversation]> {
  const conversation = new FakeConversation(held);
  const timeline = new Timeline(conversation, () => {});
  await timeline.toEnd();
  return [timeline, conversation];
}

test("the window moves to the beginning and back to the end", async () => {
  const [timeline] = await opened(420);
  assert.deepEqual(shown(timeline), [371, 420]);
  while (timeline.olderExist) {
    await timeline.older();
    shown(timeline);
  }
  assert.deepEqual(shown(timeline), [1, 150]);
  assert.equal(timeline.atEnd, false);
  while (!timeline.atEnd) {
    await timeline.newer();
    shown(timeline);
  }
  assert.deepEqual(shown(timeline), [271, 420]);
  assert.equal(timeline.olderExist, true);
});

test("a short conversation has no older messages", async () => {
  const [timeline] = await opened(3);
  assert.deepEqual(shown(timeline), [1, 3]);
  assert.equal(timeline.olderExist, false);
});

test("new messages are added immediately, and the oldest are dropped", async () => {
  const [timeline, conversation] = await opened(50);
  conversation.grow(timeline, 99, true);
  assert.deepEqual(shown(timeline), [1, 149]);
  conversation.grow(timeline, 5, true);
  assert.deepEqual(shown(timeline), [5, 154]);
  assert.equal(timeline.olderExist, true);
});

test("older messages stay on the page when new ones arrive", async () => {
  const [timeline, conversation] = await opened(150);
  await timeline.older();
  await timeline.older();
  assert.deepEqual(shown(timeline), [1, 150]);
  conversation.grow(timeline, 1, false);
  assert.deepEqual(shown(timeline), [1, 150]);
  assert.equal(timeline.atEnd, false);
});

test("messages that arrive while a page is read are neither lost nor duplicated", async () => {
  const [timeline, conversation] = await opened(120);
  conversation.hold();
  const older = timeline.older();
  conversation.grow(timeline, 2, true);
  conversation.release();
  await older;
  assert.deepEqual(shown(timeline), [21, 122]);

  conversation.hold();
  const toEnd = timeline.toEnd();
  conversation.grow(timeline, 3, true);
  conversation.release();
  await toEnd;
  assert.equal(timeline.atEnd, true);
  assert.equal(shown(timeline)[1], 125);
});

test("messages after a gap are not shown before the gap is filled", async () => {
  const [timeline, conversation] = await opened(10);
  conversation.state.held = 14;
  timeline.take(part(14, 14), true);
  assert.deepEqual(shown(timeline), [1, 10]);
  await timeline.follow();
  assert.deepEqual(shown(timeline), [1, 14]);
});

test("a window that is far behind moves directly to the end", async () => {
  const [timeline, conversation] = await opened(10);
  conversation.state.held = 4_000;
  await timeline.follow();
  assert.deepEqual(shown(timeline), [3951, 4000]);
});

test("a page that could not be read is read again", async () => {
  const [timeline, conversation] = await opened(80);
  const page = conversation.page;
  conversation.page = () => Promise.reject(new Error("offline"));
  await assert.rejects(timeline.older(), /offline/);
  conversation.page = page;
  await timeline.older();
  assert.deepEqual(shown(timeline), [1, 80]);
});

test("a conversation with many unread messages opens at the first of them", async () => {
  const conversation = new FakeConversation(5_000);
  const timeline = new Timeline(conversation, () => {});
  await timeline.toUnread(1_000);
  assert.deepEqual(shown(timeline), [981, 1030]);
  assert.equal(timeline.olderExist, true);
  assert.equal(timeline.atEnd, false);
});

test("an unread conversation opens at its beginning", async () => {
  const timeline = new Timeline(new FakeConversation(5_000), () => {});
  await timeline.toUnread(0);
  assert.deepEqual(shown(timeline), [1, 80]);
});

test("a device that does not hold the first unread message reads older pages", async () => {
  const conversation = new FakeConversation(900);
  conversation.state.base = 850;
  const timeline = new Timeline(conversation, () => {});
  await timeline.toUnread(500);
  const [first = Infinity, last = 0] = shown(timeline);
  assert.ok(first <= 501 && last >= 501, `${first} to ${last}`);
});

test("a device that is offline opens with the messages that it holds", async () => {
  const conversation = new FakeConversation(900);
  conversation.state.base = 850;
  const page = conversation.page.bind(conversation);
  conversation.page = options =>
    options?.before === undefined ? page(options) : Promise.reject(new Error("offline"));
  const timeline = new Timeline(conversation, () => {});
  await timeline.toUnread(500);
  assert.deepEqual(shown(timeline), [851, 900]);
});

test("a conversation with few unread messages opens with the messages before them", async () => {
  const timeline = new Timeline(new FakeConversation(60), () => {});
  await timeline.toUnread(58);
  assert.deepEqual(shown(timeline), [11, 60]);
});

test("the window moves to the first message since a moment", async () => {
  const [timeline] = await opened(1_000);
  assert.equal(await timeline.toMoment(300), 300);
  assert.ok(timeline.messages.some(({ seq }) => seq === 300));
  assert.ok((shown(timeline)[0] ?? 0) < 300, "with messages before it");
  assert.equal(await timeline.toMoment(1), 1);
  assert.deepEqual(shown(timeline)[0], 1);
  assert.equal(await timeline.toMoment(1_001), 1_001);
  assert.deepEqual(shown(timeline)[0], 1, "there is no such message");
});

test("moving to the end, to another moment or away ends a search", async () => {
  const [timeline, conversation] = await opened(1_000);
  conversation.hold();
  const [first, second] = [timeline.toMoment(300), timeline.toMoment(400)];
  conversation.release();
  assert.deepEqual(await Promise.all([first, second]), [undefined, 400]);
  const third = timeline.toMoment(300);
  await timeline.toEnd();
  assert.equal(await third, undefined);
  assert.equal(shown(timeline)[1], 1_000);
});

test("entries that are not messages leave no gap in the window", async () => {
  const conversation = new FakeConversation(200);
  conversation.operations = [...messages(140, 200), ...messages(1, 60)].map(({ seq }) => seq);
  const timeline = new Timeline(conversation, () => {});
  await timeline.toEnd();
  assert.equal(timeline.atEnd, true);
  while (timeline.olderExist) {
    await timeline.older();
  }
  assert.deepEqual(shown(timeline), [61, 139]);
  assert.equal(timeline.after, 0);
  conversation.grow(timeline, 1, true);
  assert.equal(timeline.messages.at(-1)?.seq, 201);
  assert.equal(timeline.atEnd, true);
});

test("with an operation at the end, the window stays at the end", async () => {
  const [timeline, conversation] = await opened(10);
  conversation.operations = [11];
  conversation.state.held = 11;
  assert.equal(timeline.atEnd, false);
  await timeline.follow();
  assert.equal(timeline.atEnd, true);
  assert.deepEqual(shown(timeline), [1, 10]);
});

test("a changed message is updated at its place", async () => {
  const [timeline, conversation] = await opened(10);
  const page = conversation.page.bind(conversation);
  conversation.page = async options => {
    const found = await page(options);
    const body = { type: "text", text: "edited" };
    return { ...found, messages: found.messages.map(message => ({ ...message, body })) };
  };
  await timeline.reread([4, 99]);
  assert.deepEqual(shown(timeline), [1, 10]);
  const edited = timeline.messages.filter(({ body }) => body?.text === "edited");
  assert.deepEqual(
    edited.map(({ seq }) => seq),
    [4],
  );
});

test("hidden messages leave the window when they are read again", async () => {
  const [timeline, conversation] = await opened(10);
  const read = conversation.page.bind(conversation);
  conversation.page = async options => {
    const found = await read(options);
    return { ...found, messages: found.messages.filter(({ seq }) => seq !== 4) };
  };
  await timeline.reread([4, 5]);
  assert.deepEqual(
    timeline.messages.map(({ seq }) => seq),
    [1, 2, 3, 5, 6, 7, 8, 9, 10],
  );
});

test("the window moves to a message however far back it is, and knows if there is none", async () => {
  const [timeline, conversation] = await opened(420);
  assert.equal(await timeline.toMessage(400), true);
  assert.deepEqual(shown(timeline), [371, 420], "it was there already");
  assert.equal(await timeline.toMessage(17), true);
  const [first = 0, last = 0] = shown(timeline);
  assert.ok(first <= 17 && last >= 17, `${first} to ${last}`);
  assert.equal(await timeline.toMessage(500), false);
  conversation.state.held = 0;
  assert.equal(await timeline.toMessage(1), false, "it cannot be read");
});
