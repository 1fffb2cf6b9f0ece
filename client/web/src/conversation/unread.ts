import type { ConversationState, Message } from "@serverlesschat/client";

/** The messages that were unread when a conversation was opened. */
export interface Unread {
  /** The last message that was read. */
  readonly after: number;
  readonly count: number;
}

export function unreadOf({ read, unread }: ConversationState): Unread {
  return { after: read, count: unread };
}

/**
 * The first unread message on the page.
 *
 * @param messages ascending
 * @param pageAfter the entry before the page
 * @returns the message's `seq`; undefined if no message was unread, or it is not on the page
 */
export function firstUnread(
  { after, count }: Unread,
  messages: readonly Pick<Message, "mine" | "seq">[],
  pageAfter: number,
): number | undefined {
  return count > 0 && pageAfter <= after
    ? messages.find(one => !one.mine && one.seq > after)?.seq
    : undefined;
}
