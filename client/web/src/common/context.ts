import type { ChatClient, ChatEvents } from "@serverlesschat/client";
import { createContext } from "preact";
import { useContext, useLayoutEffect, useReducer } from "preact/hooks";
import type { Names } from "./names.js";

/** What every part of the chat page works on. */
export interface ChatScope {
  readonly chat: ChatClient;
  /** The user who is signed in. */
  readonly me: string;
  readonly names: Names;
  /** Tells the user of something that went wrong. */
  readonly tell: (text: string) => void;
}

export const ChatContext = createContext<ChatScope | undefined>(undefined);

export function useChatScope(): ChatScope {
  const scope = useContext(ChatContext);
  if (!scope) {
    throw new Error("Only inside of a chat page");
  }
  return scope;
}

/** Renders anew at these events: what is shown is read from the client each time. */
export function useChatEvents(...names: readonly (keyof ChatEvents)[]): void {
  useEventsOf(useChatScope().chat, ...names);
}

/** Likewise, of a given client. */
export function useEventsOf(chat: ChatClient, ...names: readonly (keyof ChatEvents)[]): void {
  const [, again] = useReducer((count: number, _: undefined) => count + 1, 0);
  const key = names.join();
  useLayoutEffect(
    () => onAll(chat, key.split(",") as (keyof ChatEvents)[], () => again(undefined)),
    [chat, key],
  );
}

/** Calls back at each of these events; call what it returns to end that. */
function onAll(
  chat: ChatClient,
  names: readonly (keyof ChatEvents)[],
  listener: () => void,
): () => void {
  const offs = names.map(name => chat.on(name, listener));
  return () => {
    for (const off of offs) {
      off();
    }
  };
}
