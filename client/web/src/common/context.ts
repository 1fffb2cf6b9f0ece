import type { ChatClient, ChatEvents } from "@serverlesschat/client";
import { createContext } from "preact";
import { useContext, useLayoutEffect, useReducer } from "preact/hooks";
import type { Drafts } from "./drafts.js";
import type { Names } from "./names.js";
import type { SpecialTexts } from "./texts.js";

/** The objects that all parts of the chat page share. */
export interface ChatScope {
  readonly chat: ChatClient;
  /** The user who is signed in. */
  readonly me: string;
  readonly names: Names;
  readonly drafts: Drafts;
  /** Shows an error to the user. */
  readonly fail: (error: unknown, special?: SpecialTexts) => void;
}

export const ChatContext = createContext<ChatScope | undefined>(undefined);

export function useChatScope(): ChatScope {
  const scope = useContext(ChatContext);
  if (!scope) {
    throw new Error("This component must be inside a chat page");
  }
  return scope;
}

/** Renders the component again at these events; it reads its data from the client each time. */
export function useChatEvents(...names: readonly (keyof ChatEvents)[]): void {
  useEventsOf(useChatScope().chat, ...names);
}

/** The same for a given client. */
export function useEventsOf(chat: ChatClient, ...names: readonly (keyof ChatEvents)[]): void {
  const again = useAgain();
  const key = names.join();
  useLayoutEffect(
    () => onAll(chat, key.split(",") as (keyof ChatEvents)[], again),
    [chat, key, again],
  );
}

/** Returns a function that makes the component render again. */
export function useAgain(): () => void {
  const [, again] = useReducer((count: number, _: undefined) => count + 1, 0);
  return again as () => void;
}

/** Calls back at each of these events. Returns a function that stops this. */
function onAll(
  chat: ChatClient,
  names: readonly (keyof ChatEvents)[],
  listener: () => void,
): () => void {
  const offs = names.map(name => chat.on(name, () => listener()));
  return () => {
    for (const off of offs) {
      off();
    }
  };
}
