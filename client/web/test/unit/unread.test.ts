import assert from "node:assert/strict";
import { test } from "node:test";
import { firstUnread } from "../../src/conversation/unread.js";

/** Messages of the peer, except those in `own`. */
function messages(from: number, to: number, ...own: readonly number[]) {
  return Array.from({ length: to - from + 1 }, (_, index) => ({
    seq: from + index,
    mine: own.includes(from + index),
  }));
}

test("the first unread message is the peer's first one after the last read", () => {
  assert.equal(firstUnread({ after: 4, count: 2 }, messages(1, 8, 5, 7), 0), 6);
  assert.equal(firstUnread({ after: 0, count: 3 }, messages(1, 3), 0), 1);
});

test("a first unread message outside of the page is not reported", () => {
  const unread = { after: 10, count: 80 };
  assert.equal(firstUnread(unread, messages(41, 90), 40), undefined);
  assert.equal(firstUnread(unread, messages(12, 90), 11), undefined);
  assert.equal(firstUnread(unread, messages(11, 90), 10), 11);
  assert.equal(firstUnread(unread, messages(12, 90), 0), 12);
});

test("there is no first unread message without unread messages", () => {
  assert.equal(firstUnread({ after: 4, count: 0 }, messages(1, 8), 0), undefined);
  assert.equal(firstUnread({ after: 4, count: 2 }, [], 9), undefined);
  assert.equal(firstUnread({ after: 4, count: 2 }, messages(1, 5, 5), 0), undefined);
});

test("entries that are not messages may be between the last read and the first unread message", () => {
  assert.equal(firstUnread({ after: 1, count: 1 }, messages(3, 4), 1), 3);
});
