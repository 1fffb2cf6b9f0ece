import type { ChatClient, ChatEvents } from "@serverlesschat/client";
import { createContext } from "preact";
import { useContext, useLayoutEffect, useReducer } from "preact/hooks";
import type { Drafts } from "./drafts.js";
import type { Names } from "./names.js";
import type { SpecialTexts } from "./texts.js";

/** Shared by all parts of the chat page. */
export interface ChatScope {
  readonly chat: ChatClient;
  /** The user who is signed in. */
  readonly me: string;
  readonly names: Names;
  readonly drafts: Drafts;
  /** Shows the user what went wrong. */
  readonly fail: (error: unknown, special?: SpecialTexts) => void;
}

export const ChatContext = createContext<ChatScope | undefined>(undefined);

export function useChatScope(): ChatScope {
  const scope = useContext(ChatContext);
  if (!scope) {
    throw new Error("Only within a chat page");
  }
  return scope;
}

/** Renders again at these events: a component reads its data from the client each time. */
export function useChatEvents(...names: readonly (keyof ChatEvents)[]): void {
  useEventsOf(useChatScope().chat, ...names);
}

/** Likewise, of a given client. */
export function useEventsOf(chat: ChatClient, ...names: readonly (keyof ChatEvents)[]): void {
  const again = useAgain();
  const key = names.join();
  useLayoutEffect(
    () => onAll(chat, key.split(",") as (keyof ChatEvents)[], again),
    [chat, key, again],
  );
}

/** A function that makes the component render again. */
export function useAgain(): () => void {
  const [, again] = useReducer((count: number, _: undefined) => count + 1, 0);
  return again as () => void;
}

/** Calls back at each of these events; call the returned function to stop. */
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
