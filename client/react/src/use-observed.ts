import type { ChatClient } from "@serverlesschat/client";
import { useCallback, useSyncExternalStore } from "react";
import { useChat } from "./context.js";
import { Observer, type Topic } from "./observer.js";

/**
 * A value of the chat. Renders the component again when the value changes: {@link Observer.get}.
 */
export function useObserved<Value>(
  topic: Topic,
  name: string,
  read: (chat: ChatClient) => Value,
): Value {
  const observer = Observer.of(useChat());
  const subscribe = useCallback(
    (changed: () => void) => observer.on(topic, changed),
    [observer, topic],
  );
  const get = () => observer.get(topic, name, read);
  return useSyncExternalStore(subscribe, get, get);
}
