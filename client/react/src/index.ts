export { ChatProvider, type ChatProviderProps, useChat } from "./context.js";
export { useMessage } from "./use-message.js";
export { type ConversationMessages, type MessagesOptions, useMessages } from "./use-messages.js";
export { usePresence } from "./use-presence.js";
export { type FoundMessages, type SearchHookOptions, useSearch } from "./use-search.js";
export {
  useConnection,
  useConversation,
  useConversations,
  useStorage,
  useTyping,
} from "./use-state.js";
