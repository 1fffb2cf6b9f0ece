import type { ChatClient } from "@serverlesschat/client";
import { useEffect } from "preact/hooks";
import { useChatScope } from "./context.js";

/** The number of parts of the page that subscribe to each user. */
const watchers = new WeakMap<ChatClient, Map<string, number>>();

/** Subscribes to the presence of users while the component is on the page. */
export function useWatch(users: readonly string[]): void {
  const { chat } = useChatScope();
  const key = JSON.stringify(users);
  useEffect(() => {
    const wanted = JSON.parse(key) as string[];
    watch(chat, wanted);
    return () => unwatch(chat, wanted);
  }, [chat, key]);
}

/**
 * Requests the presence of all watched users again, because a change of privacy changes which
 * presence the user may see.
 *
 * @throws `ChatError` with the server's code if it refuses
 */
export async function watchAgain(chat: ChatClient): Promise<void> {
  const users = [...(watchers.get(chat)?.keys() ?? [])];
  await chat.unwatch(users);
  await chat.watch(users);
}

function watch(chat: ChatClient, users: readonly string[]): void {
  const counts = watchers.get(chat) ?? new Map<string, number>();
  watchers.set(chat, counts);
  for (const user of users) {
    counts.set(user, (counts.get(user) ?? 0) + 1);
  }
  // Without an answer, the page shows no presence of these users.
  chat.watch(users).catch(() => {});
}

function unwatch(chat: ChatClient, users: readonly string[]): void {
  const counts = watchers.get(chat);
  const left: string[] = [];
  for (const user of users) {
    const count = (counts?.get(user) ?? 0) - 1;
    counts?.set(user, count);
    if (count === 0) {
      counts?.delete(user);
      left.push(user);
    }
  }
  // A closed client has no subscriptions.
  chat.unwatch(left).catch(() => {});
}
