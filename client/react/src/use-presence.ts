import type { ChatClient, Presence } from "@serverlesschat/client";
import { useEffect } from "react";
import { useChat } from "./context.js";
import { useObserved } from "./use-observed.js";

/** The number of components that show the presence of each user. */
const watchers = new WeakMap<ChatClient, Map<string, number>>();

/**
 * The presence of a user. The component subscribes to it while it is mounted. It is `unknown` until
 * the server answers, and if the server refuses.
 */
export function usePresence(user: string): Presence {
  const chat = useChat();
  useEffect(() => {
    count(chat, user, 1);
    return () => count(chat, user, -1);
  }, [chat, user]);
  return useObserved(`user ${user}`, "presence", () => chat.presence(user));
}

function count(chat: ChatClient, user: string, change: 1 | -1): void {
  const counts = watchers.get(chat) ?? new Map<string, number>();
  watchers.set(chat, counts);
  const before = counts.get(user) ?? 0;
  counts.set(user, before + change);
  if (before === 0) {
    chat.watch([user]).catch(() => {}); // Without an answer, the presence stays unknown.
  } else if (before + change === 0) {
    counts.delete(user);
    chat.unwatch([user]).catch(() => {}); // A closed client has no subscriptions.
  }
}
