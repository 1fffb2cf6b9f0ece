import assert from "node:assert/strict";
import { test } from "node:test";
import { firstSince, type SearchedConversation } from "../../src/conversation/date-search.js";
import { dayInput, startOfDay } from "../../src/conversation/days.js";

/** A conversation with its newest messages on the device and the older ones on the server. */
class FakeConversation implements SearchedConversation {
  readonly state: { base: number; held: number };
  readonly #times: readonly number[];
  /** The requested pages, and the number of those from the server. */
  pages = 0;
  fetches = 0;
  isOffline = false;

  constructor(times: readonly number[], base: number) {
    this.#times = times;
    this.state = { base, held: times.length };
  }

  async page({ before = Infinity, limit = 50 }: { before?: number; limit?: number } = {}) {
    this.pages++;
    const end = Math.min(before - 1, this.state.held);
    const first = Math.max(1, end - limit + 1);
    if (end <= this.state.base && this.state.base > 0) {
      if (this.isOffline) {
        throw Object.assign(new Error("offline"), { code: "offline" });
      }
      this.fetches++;
      this.state.base = Math.max(0, this.state.base - 100);
    }
    const messages = Array.from({ length: Math.max(0, end - first + 1) }, (_, index) => ({
      seq: first + index,
      from: "bob",
      clientMessageId: `id-${first + index}`,
      sentAt: this.#times[first + index - 1] as number,
      peer: "bob",
      mine: false,
      forwarded: 0,
      reactions: [],
      isChanging: false,
    }));
    return { messages, after: first - 1, upTo: end, more: first > 1 };
  }
}

const always = () => true;
const hourly = Array.from({ length: 1_000 }, (_, index) => (index + 1) * 10);

test("the first message at or after a moment is found on the device by few reads", async () => {
  const conversation = new FakeConversation(hourly, 0);
  for (const [moment, seq] of [
    [0, 1],
    [10, 1],
    [11, 2],
    [5_000, 500],
    [10_000, 1_000],
    [10_001, 1_001],
  ] as const) {
    conversation.pages = 0;
    assert.equal(await firstSince(conversation, moment, always), seq);
    assert.ok(conversation.pages < 15, `${conversation.pages} pages`);
  }
  assert.equal(conversation.fetches, 0);
});

test("older messages are read only as far back as the moment", async () => {
  const conversation = new FakeConversation(hourly, 950);
  assert.equal(await firstSince(conversation, 8_005, always), 801);
  assert.deepEqual(conversation.state, { base: 750, held: 1_000 });
  assert.equal(conversation.fetches, 2);
});

test("a moment before the first message leads to the first message", async () => {
  const conversation = new FakeConversation(hourly, 950);
  assert.equal(await firstSince(conversation, -1, always), 1);
  assert.equal(conversation.state.base, 0);
});

test("an empty conversation has no message of any day", async () => {
  assert.equal(await firstSince(new FakeConversation([], 0), 5, always), 1);
});

test("a small clock skew changes the result only a little", async () => {
  const times = hourly.map((time, index) => time + (index % 2 === 0 ? 12 : 0));
  const found = await firstSince(new FakeConversation(times, 0), 5_000, always);
  assert.ok(found !== undefined && Math.abs(found - 500) <= 2, `${found}`);
});

test("a search that is no longer wanted ends without further reads", async () => {
  const conversation = new FakeConversation(hourly, 950);
  const wanted = () => conversation.fetches < 1;
  assert.equal(await firstSince(conversation, -1, wanted), undefined);
  assert.equal(conversation.fetches, 1);
});

test("offline, a search for messages that the device lacks fails", async () => {
  const conversation = new FakeConversation(hourly, 950);
  conversation.isOffline = true;
  await assert.rejects(firstSince(conversation, 5_000, always), { code: "offline" });
  assert.equal(await firstSince(conversation, 9_600, always), 960);
});

test("a day of a date field begins at midnight in this time zone", () => {
  for (const day of ["2026-03-04", "2024-02-29", "0050-01-01"]) {
    const date = new Date(startOfDay(day));
    assert.equal(dayInput(date.getTime()), day);
    assert.equal(date.getHours() + date.getMinutes() + date.getSeconds(), 0);
  }
});
