import type { ChatError, Conversation } from "@serverlesschat/client";
import { useEffect, useMemo, useReducer, useRef } from "preact/hooks";
import { useChatScope } from "../common/context.js";
import { Timeline } from "./timeline.js";

/** The timeline of a conversation, which follows its end while `isAtBottom`. */
export function useTimeline(conversation: Conversation, isAtBottom: () => boolean): Timeline {
  const { chat, tell } = useChatScope();
  const [, changed] = useReducer((count: number, _: undefined) => count + 1, 0);
  const timeline = useMemo(
    () => new Timeline(conversation, () => changed(undefined)),
    [conversation],
  );
  const atBottom = useRef(isAtBottom);
  atBottom.current = isAtBottom;
  useEffect(() => {
    const failed = (error: ChatError) => {
      if (error.code !== "offline") {
        tell(error.message);
      }
    };
    const load = () => void timeline.toEnd().catch(failed);
    const follow = () => {
      if (!timeline.loaded) {
        load();
      } else if (atBottom.current() && !timeline.atEnd) {
        timeline.follow().catch(failed);
      }
    };
    load();
    const offs = [
      chat.on("messages", ({ peer, messages }) => {
        if (peer === conversation.peer) {
          timeline.take(messages, atBottom.current());
        }
      }),
      chat.on("conversation", ({ peer }) => peer === conversation.peer && follow()),
      chat.on("forgotten", ({ peer }) => peer === conversation.peer && load()),
      chat.on("connection", ({ status }) => status === "online" && follow()),
      chat.on("reset", follow),
    ];
    return () => {
      for (const off of offs) {
        off();
      }
      timeline.close();
    };
  }, [chat, conversation, timeline, tell]);
  return timeline;
}
