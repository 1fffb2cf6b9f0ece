import type { OutgoingMessage } from "@serverlesschat/client";
import { useMemo, useSyncExternalStore } from "react";
import { useChat } from "./context.js";
import { type LoadedMessages, MessageWindow } from "./message-window.js";
import { useObserved } from "./use-observed.js";

/** The options of {@link useMessages}. */
export interface MessagesOptions {
  /** The size of a page, 1 to 100. */
  readonly limit?: number;
}

/**
 * The loaded messages of a conversation. An `error` is the reason why messages are missing; it
 * disappears once the client is online.
 */
export interface ConversationMessages extends LoadedMessages {
  /** Messages of this device that are not in `messages` yet: show them after those. */
  readonly outgoing: readonly OutgoingMessage[];
  /** Loads the page before the first message, if there is one. It never rejects: see `error`. */
  loadOlder(): Promise<void>;
}

/**
 * The newest page of the conversation with a user, all later messages, and the older pages that
 * `loadOlder` has read. The `clientMessageId` of a message stays the same when it leaves
 * `outgoing`.
 */
export function useMessages(peer: string, options: MessagesOptions = {}): ConversationMessages {
  const { limit = 50 } = options;
  const chat = useChat();
  const window = useMemo(() => new MessageWindow(chat, peer, limit), [chat, peer, limit]);
  const loaded = useSyncExternalStore(window.subscribe, window.get, window.get);
  const pending = useObserved(`user ${peer}`, "outgoing", () => chat.conversation(peer).outgoing());
  return useMemo(() => {
    const last = loaded.messages.at(-1)?.seq ?? 0;
    const outgoing = pending.filter(({ seq = Infinity }) => seq > last);
    return { ...loaded, outgoing, loadOlder: window.loadOlder };
  }, [loaded, pending, window]);
}
