import type { Conversation } from "@serverlesschat/client";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { useAgain, useChatScope } from "../common/context.js";
import { Timeline } from "./timeline.js";
import type { Unread } from "./unread.js";

/**
 * The timeline of a conversation. It opens at the first unread message.
 *
 * @param isFollowing whether the timeline moves to new messages
 */
export function useTimeline(
  conversation: Conversation,
  unread: Unread,
  isFollowing: () => boolean,
): Timeline {
  const { chat, fail } = useChatScope();
  const changed = useAgain();
  const timeline = useMemo(() => new Timeline(conversation, changed), [conversation, changed]);
  const follows = useRef(isFollowing);
  follows.current = isFollowing;
  useEffect(() => {
    const failed = (error: { readonly code?: string }) => {
      if (error.code !== "offline") {
        fail(error);
      }
    };
    const load = () => {
      const opened = unread.count > 0 ? timeline.toUnread(unread.after) : timeline.toEnd();
      opened.catch(failed);
    };
    const follow = () => {
      if (!timeline.loaded) {
        load();
      } else if (follows.current() && !timeline.atEnd) {
        timeline.follow().catch(failed);
      }
    };
    load();
    const offs = [
      chat.on("messages", news => {
        if (news.peer === conversation.peer) {
          timeline.take(news, follows.current());
        }
      }),
      chat.on("changed", ({ peer, seqs }) => {
        if (peer === conversation.peer) {
          timeline.reread(seqs).catch(failed);
        }
      }),
      chat.on("conversation", ({ peer }) => peer === conversation.peer && follow()),
      chat.on("forgotten", ({ peer }) => peer === conversation.peer && load()),
      chat.on("cleared", ({ peer }) => peer === conversation.peer && load()),
      chat.on("connection", ({ status }) => status === "online" && follow()),
      chat.on("reset", follow),
    ];
    return () => {
      for (const off of offs) {
        off();
      }
      timeline.close();
    };
  }, [chat, conversation, timeline, unread, fail]);
  return timeline;
}
