import type { Conversation } from "@serverlesschat/client";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { useChatScope } from "../common/context.js";
import { isLookedAt } from "./attention.js";
import type { Timeline } from "./timeline.js";
import { firstUnread } from "./unread.js";

/** The messages that arrived while the user was away or offline. */
export interface Missed {
  /** The `seq` of the first one on the page. */
  first(): number | undefined;
  /** Called when the user sees the end of the conversation. */
  sawEnd(): void;
  /** Called when the user has chosen to see the messages after the last one. */
  passed(): void;
}

/** Records when the user may miss messages: while away from the page, and while offline. */
export function useMissed(conversation: Conversation, timeline: Timeline): Missed {
  const { chat } = useChatScope();
  const wasAway = useRef(false);
  const passed = useRef(0);
  useEffect(
    () =>
      chat.on("connection", ({ status }) => {
        wasAway.current ||= status !== "online";
      }),
    [chat],
  );
  return useMemo(
    () => ({
      first() {
        const { read, unread: count } = conversation.state;
        wasAway.current ||= !isLookedAt();
        const after = Math.max(read, passed.current);
        return wasAway.current
          ? firstUnread({ after, count }, timeline.messages, timeline.after)
          : undefined;
      },
      sawEnd() {
        if (isLookedAt() && chat.connection.status === "online") {
          wasAway.current = false;
        }
      },
      passed() {
        passed.current = conversation.state.lastSeq;
      },
    }),
    [chat, conversation, timeline],
  );
}
