import type { ConversationState } from "@serverlesschat/client";

/** The number of unread messages in conversations that are not muted. */
export function unreadIn(
  conversations: readonly Pick<ConversationState, "muted" | "unread">[],
): number {
  return conversations.reduce((sum, { muted, unread }) => sum + (muted ? 0 : unread), 0);
}
