import type { Conversation } from "@serverlesschat/client";
import type { RefObject } from "preact";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { useChatScope } from "../common/context.js";
import { isLookedAt } from "./attention.js";
import { Following } from "./following.js";
import {
  anchorOf,
  isAtBottom,
  isNearTop,
  positionOf,
  reportMoves,
  restore,
  scrollUpTo,
} from "./scrolling.js";
import type { Timeline } from "./timeline.js";
import { firstUnread, type Unread } from "./unread.js";
import { useRead } from "./use-read.js";
import { useTimeline } from "./use-timeline.js";

/** The element that scrolls, and the messages in it. */
export interface MessageScroller {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly timeline: Timeline;
  readonly isFollowing: boolean;
  /** Shows the newest message, and follows the end from then on. */
  readonly toEnd: () => void;
}

/**
 * Keeps the visible messages in place, or follows the end of the conversation.
 *
 * @param unread the messages that were unread when the conversation was opened
 * @param outgoing the number of messages below those of the log
 */
export function useMessageScroller(
  conversation: Conversation,
  unread: Unread,
  outgoing: number,
): MessageScroller {
  const { chat, fail } = useChatScope();
  const scroller = useRef<HTMLElement>(null);
  const following = useMemo(() => new Following(), []);
  const [isFollowing, setFollowing] = useState(true);
  // No message is marked as read before the view is at the first unread one.
  const placed = useRef(false);
  // The user has chosen to see what comes after this message.
  const passed = useRef(0);
  // Whether the user may have missed messages: away or offline since the end was seen.
  const wasAway = useRef(false);
  useEffect(
    () =>
      chat.on("connection", ({ status }) => {
        wasAway.current ||= status !== "online";
      }),
    [chat],
  );
  const timeline = useTimeline(conversation, unread, () => following.isOn);
  const markRead = useRead(conversation, scroller, placed);

  /** Notes the position, marks visible messages as read, and loads messages near the edges. */
  const look = useCallback(() => {
    const element = scroller.current;
    if (!element) {
      return; // The conversation was closed meanwhile.
    }
    following.scrolled(positionOf(element), timeline.atEnd);
    setFollowing(following.isOn);
    markRead();
    if (following.isOn && isLookedAt() && chat.connection.status === "online") {
      wasAway.current = false;
    }
    const failed = (error: { readonly code?: string }) => error.code === "offline" || fail(error);
    if (isNearTop(element) && timeline.olderExist && timeline.loaded) {
      timeline.older().catch(failed);
    } else if (isAtBottom(element) && !timeline.atEnd) {
      timeline.newer().catch(failed);
    }
  }, [chat, following, timeline, markRead, fail]);
  /** Keeps the first message in view that arrived while the user was away or offline. */
  const scrollUpToUnread = useCallback(
    (element: HTMLElement) => {
      const { read, unread: count } = conversation.state;
      wasAway.current ||= !isLookedAt();
      const after = Math.max(read, passed.current);
      const first = firstUnread({ after, count }, timeline.messages, timeline.olderExist);
      return wasAway.current && first !== undefined && scrollUpTo(element, `[data-seq="${first}"]`);
    },
    [conversation, timeline],
  );
  const place = useCallback(
    (anchor?: ReturnType<typeof anchorOf>) => {
      if (scroller.current) {
        restore(scroller.current, anchor);
        if (!anchor && scrollUpToUnread(scroller.current)) {
          following.end();
        }
        following.placed(positionOf(scroller.current));
      }
    },
    [following, scrollUpToUnread],
  );

  // Measured before the page changes, so that the visible messages stay in place.
  const anchor = scroller.current && !following.isOn ? anchorOf(scroller.current) : undefined;
  const [first, last] = [timeline.messages[0]?.seq, timeline.messages.at(-1)?.seq];
  useLayoutEffect(() => {
    place(anchor);
    if (!placed.current && timeline.loaded) {
      placed.current = true;
      if (scrollUpTo(scroller.current as HTMLElement, ".new")) {
        following.end();
        following.placed(positionOf(scroller.current as HTMLElement));
      }
    }
    look();
  }, [first, last, outgoing, timeline.loaded]);

  useEffect(() => {
    const element = scroller.current as HTMLElement;
    const resized = new ResizeObserver(() => following.isOn && place());
    resized.observe(element);
    resized.observe(element.querySelector("ol") as Element);
    element.addEventListener("scroll", look);
    const stopMoves = reportMoves(element, following);
    return () => {
      resized.disconnect();
      element.removeEventListener("scroll", look);
      stopMoves();
    };
  }, [following, look, place]);

  const toEnd = useCallback(() => {
    passed.current = conversation.state.lastSeq;
    following.begin();
    setFollowing(true);
    place();
    if (!timeline.atEnd) {
      timeline.toEnd().then(() => following.isOn && place(), fail);
    }
  }, [conversation, following, timeline, place, fail]);
  return { scroller, timeline, isFollowing, toEnd };
}
