import type { ChatClient } from "@serverlesschat/client";
import { createContext, createElement, type ReactElement, type ReactNode, useContext } from "react";

const Context = createContext<ChatClient | undefined>(undefined);

/** The properties of {@link ChatProvider}. */
export interface ChatProviderProps {
  /** The client. The app starts and closes it. */
  readonly chat: ChatClient;
  readonly children?: ReactNode;
}

/** Provides a chat to the hooks of all components inside it. */
export function ChatProvider({ chat, children }: ChatProviderProps): ReactElement {
  return createElement(Context.Provider, { value: chat }, children);
}

/** The chat of the {@link ChatProvider} around this component, for sending and all other calls. */
export function useChat(): ChatClient {
  const chat = useContext(Context);
  if (!chat) {
    throw new Error("There is no <ChatProvider chat={…}> around this component.");
  }
  return chat;
}
