import type { Conversation, Message } from "@serverlesschat/client";

const PAGE = 100;

/** The parts of a conversation that a search by time needs. */
export type SearchedConversation = Pick<Conversation, "page"> & {
  readonly state: Pick<Conversation["state"], "base" | "held">;
};

/**
 * Finds the first message that was sent at or after a moment. Times grow along the log, except for
 * small differences between clocks. The device reads what it lacks back to that moment, since it
 * holds a conversation without gaps; among the messages it holds, a binary search finds the place.
 *
 * @param isWanted asked before each page; the search ends once it is not wanted any more
 * @returns the message's `seq`, or the one after the last if all messages are older; nothing if the
 *   search is not wanted
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
      break; // The server has nothing older either.
    }
  }
  return isWanted() ? search(conversation, moment) : undefined;
}

/** Whether the device may lack messages from that time on. */
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
