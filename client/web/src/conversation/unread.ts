import { type ConversationState, isMessage, type Message } from "@serverlesschat/client";

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
 * @param messages ascending, without gap
 * @param olderExist whether there are messages before those
 * @returns the message's `seq`; absent if nothing was unread, or it is not on the page
 */
export function firstUnread(
  { after, count }: Unread,
  messages: readonly Pick<Message, "kind" | "mine" | "seq">[],
  olderExist: boolean,
): number | undefined {
  const begins = !olderExist || (messages[0]?.seq ?? Infinity) <= after + 1;
  return count > 0 && begins
    ? messages.find(one => !one.mine && one.seq > after && isMessage(one))?.seq
    : undefined;
}
