import type { Conversation, Message } from "@serverlesschat/client";

const PAGE = 100;

/** The parts of a conversation that a search by time needs. */
export type SearchedConversation = Pick<Conversation, "page"> & {
  readonly state: Pick<Conversation["state"], "base" | "held">;
};

/**
 * Finds the first message that was sent at or after a moment. Times increase along the log, except
 * for small differences between clocks. A device holds a conversation without gaps, so it first
 * loads the missing messages back to that moment. Then a binary search finds the message.
 *
 * @param isWanted called before each page; the search ends when it returns false
 * @returns the message's `seq`, or the one after the last if all messages are older; undefined if
 * the search was ended
 * @throws `ChatError` `offline`
 */
export async function firstSince(
  conversation: SearchedConversation,
  moment: number,
  isWanted: () => boolean,
): Promise<number | undefined> {
  await conversation.page({ limit: 1 });
  while (isWanted() && (await lacksOlder(conversation, moment))) {
    const { base = 0 } = conversation.state;
    await conversation.page({ before: base + 1, limit: PAGE });
    if (conversation.state.base === base) {
      break; // The server has no older messages either.
    }
  }
  return isWanted() ? search(conversation, moment) : undefined;
}

/** Whether the device may lack messages after that time. */
async function lacksOlder(conversation: SearchedConversation, moment: number): Promise<boolean> {
  const { base = 0, held } = conversation.state;
  if (base === 0 || held <= base) {
    return false;
  }
  const oldest = await at(conversation, base + 1);
  return oldest === undefined || oldest.sentAt >= moment;
}

async function search(conversation: SearchedConversation, moment: number): Promise<number> {
  let [low, high] = [(conversation.state.base ?? 0) + 1, conversation.state.held + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const message = await at(conversation, middle);
    if (message && message.sentAt >= moment) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

async function at(conversation: SearchedConversation, seq: number): Promise<Message | undefined> {
  return (await conversation.page({ before: seq + 1, limit: 1 })).messages[0];
}
