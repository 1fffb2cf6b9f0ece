import type { ConnectionState, ConversationState, StorageState } from "@serverlesschat/client";
import { useObserved } from "./use-observed.js";

/** The state of the connection. */
export function useConnection(): ConnectionState {
  return useObserved("connection", "connection", chat => chat.connection);
}

/** Whether messages outlive this tab. */
export function useStorage(): StorageState {
  return useObserved("storage", "storage", chat => chat.storage);
}

/** The conversations of this device, in the order of the list. */
export function useConversations(): readonly ConversationState[] {
  return useObserved("list", "conversations", chat => chat.conversations());
}

/** The state of the conversation with a user: unread messages, receipts, settings. */
export function useConversation(peer: string): ConversationState {
  return useObserved(`user ${peer}`, "conversation", chat => chat.conversation(peer).state);
}

/** Whether a user is writing to this user. */
export function useTyping(peer: string): boolean {
  return useObserved(`user ${peer}`, "typing", chat => chat.conversation(peer).isTyping);
}
