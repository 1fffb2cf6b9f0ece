import type { Conversation } from "@serverlesschat/client";
import type { RefObject } from "preact";
import { useCallback, useEffect, useRef } from "preact/hooks";
import { useChatScope } from "../common/context.js";
import { isLookedAt } from "./attention.js";
import { newestSeen } from "./scrolling.js";

/**
 * Marks messages as read once the user has seen them.
 *
 * @param placed whether the view is at the first unread message
 * @returns a function that marks the currently visible messages
 */
export function useRead(
  conversation: Conversation,
  scroller: RefObject<HTMLElement | null>,
  placed: RefObject<boolean>,
): () => void {
  const { fail } = useChatScope();
  const marked = useRef(0);
  const markRead = useCallback(() => {
    const { unread, read } = conversation.state;
    if (!placed.current || !scroller.current || unread === 0 || !isLookedAt()) {
      return;
    }
    const seen = newestSeen(scroller.current);
    if (seen > Math.max(read, marked.current)) {
      marked.current = seen;
      conversation.markRead(seen).catch(error => {
        marked.current = 0;
        fail(error);
      });
    }
  }, [conversation, scroller, placed, fail]);
  useEffect(() => {
    const end = new AbortController();
    addEventListener("focus", markRead, end);
    document.addEventListener("visibilitychange", markRead, end);
    // This event does not bubble.
    document.addEventListener("close", markRead, { capture: true, signal: end.signal });
    return () => end.abort();
  }, [markRead]);
  return markRead;
}
