import type { Conversation } from "@serverlesschat/client";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { useAgain, useChatScope } from "../common/context.js";
import type { Goal } from "../common/goal.js";
import { Timeline } from "./timeline.js";
import type { Unread } from "./unread.js";

/** What determines the position of a timeline. */
export interface Positioning {
  readonly unread: Unread;
  /** The message at which it opens. */
  readonly goal: Goal | undefined;
  /** Whether it moves to new messages. */
  isFollowing(): boolean;
}

/** The timeline of a conversation. It opens at a goal, or else at the first unread message. */
export function useTimeline(
  conversation: Conversation,
  { unread, goal, isFollowing }: Positioning,
): Timeline {
  const { chat, fail } = useChatScope();
  const changed = useAgain();
  const timeline = useMemo(() => new Timeline(conversation, changed), [conversation, changed]);
  const opensAt = useRef(goal?.seq);
  const follows = useRef(isFollowing);
  follows.current = isFollowing;
  useEffect(() => {
    const failed = (error: { readonly code?: string }) => {
      if (error.code !== "offline") {
        fail(error);
      }
    };
    const open = () => (unread.count > 0 ? timeline.toUnread(unread.after) : timeline.toEnd());
    let isOpeningAt = false;
    const openAt = async (seq: number) => {
      isOpeningAt = true;
      const isThere = await timeline.toMessage(seq).catch(() => false);
      isOpeningAt = false;
      if (!isThere) {
        await open();
      }
    };
    const load = () => {
      const seq = opensAt.current;
      opensAt.current = undefined;
      (seq === undefined ? open() : openAt(seq)).catch(failed);
    };
    const follow = () => {
      if (!timeline.loaded) {
        // The events of the messages that are loaded back to the goal must not move the view.
        isOpeningAt || load();
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
