import type { Conversation } from "@serverlesschat/client";
import type { RefObject } from "preact";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { useAgain, useChatEvents, useChatScope } from "../common/context.js";
import { Following } from "./following.js";
import {
  anchorOf,
  isAtBottom,
  isNearTop,
  onResize,
  positionOf,
  reportMoves,
  restore,
  scrollTo,
  scrollUpTo,
} from "./scrolling.js";
import type { Timeline } from "./timeline.js";
import { type Unread, unreadOf } from "./unread.js";
import { useMissed } from "./use-missed.js";
import { useRead } from "./use-read.js";
import { useTimeline } from "./use-timeline.js";

/** The element that scrolls, and the messages in it. */
export interface MessageScroller {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly timeline: Timeline;
  /**
   * The messages that were unread when the conversation was opened, so that reading does not move
   * the line.
   */
  readonly unreadAtFirst: Unread;
  readonly isFollowing: boolean;
  /** Whether a search for the messages of a day is running. */
  readonly isSearching: boolean;
  /** Shows the newest message, and then follows the end. */
  readonly toEnd: () => void;
  /** Shows the first message since a moment. */
  readonly toMoment: (moment: number) => void;
}

/** Keeps the visible messages in place, or follows the end of the conversation. */
export function useMessageScroller(conversation: Conversation): MessageScroller {
  const { fail } = useChatScope();
  const scroller = useRef<HTMLElement>(null);
  const [unreadAtFirst] = useState(() => unreadOf(conversation.state));
  const again = useAgain();
  const following = useMemo(() => new Following(again), [again]);
  // No message is marked as read before the view is at the first unread one.
  const placed = useRef(false);
  useChatEvents("conversation", "outgoing", "reset");
  const timeline = useTimeline(conversation, unreadAtFirst, () => following.isOn);
  const missed = useMissed(conversation, timeline);
  const markRead = useRead(conversation, scroller, placed);

  /** Records the position, marks visible messages as read, and loads messages near the edges. */
  const look = useCallback(() => {
    const element = scroller.current;
    if (!element) {
      return; // The conversation was closed meanwhile.
    }
    following.scrolled(positionOf(element), timeline.atEnd);
    markRead();
    if (following.isOn) {
      missed.sawEnd();
    }
    const failed = (error: { readonly code?: string }) => error.code === "offline" || fail(error);
    if (isNearTop(element) && timeline.olderExist && timeline.loaded) {
      timeline.older().catch(failed);
    } else if (isAtBottom(element) && !timeline.atEnd) {
      timeline.newer().catch(failed);
    }
  }, [following, timeline, markRead, missed, fail]);
  const place = useCallback(
    (anchor?: ReturnType<typeof anchorOf>) => {
      const element = scroller.current;
      if (element) {
        restore(element, anchor);
        const first = anchor ? undefined : missed.first();
        if (first !== undefined && scrollUpTo(element, `[data-seq="${first}"]`)) {
          following.end();
        }
        following.placed(positionOf(element));
      }
    },
    [following, missed],
  );

  // Measures before the page changes, so that the visible messages stay in place.
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
  }, [first, last, conversation.outgoing().length, timeline.loaded]);

  useEffect(() => {
    const element = scroller.current as HTMLElement;
    const stopSizes = onResize(element, () => following.isOn && place());
    element.addEventListener("scroll", look);
    const stopMoves = reportMoves(element, following);
    return () => {
      stopSizes();
      element.removeEventListener("scroll", look);
      stopMoves();
    };
  }, [following, look, place]);

  const toEnd = useCallback(() => {
    missed.passed();
    following.begin();
    place();
    if (!timeline.atEnd) {
      timeline.toEnd().then(() => following.isOn && place(), fail);
    }
  }, [missed, following, timeline, place, fail]);
  const [isSearching, toMoment] = useJump({ scroller, timeline, following, toEnd });
  return {
    scroller,
    timeline,
    unreadAtFirst,
    isFollowing: following.isOn,
    isSearching,
    toEnd,
    toMoment,
  };
}

/** The parts of a view that a jump affects. */
interface Jumping {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly timeline: Timeline;
  readonly following: Following;
  readonly toEnd: () => void;
}

/** Jumps to the first message since a moment, or to the end if there is none. */
function useJump({ scroller, timeline, following, toEnd }: Jumping) {
  const { fail } = useChatScope();
  const [searches, setSearches] = useState(0);
  // A new object each time: the user may jump to the same message again.
  const [target, setTarget] = useState<{ readonly seq: number }>();
  useLayoutEffect(() => {
    const element = scroller.current;
    if (target && element) {
      following.end();
      scrollTo(element, `[data-seq="${target.seq}"]`);
      following.placed(positionOf(element));
      element.focus();
    }
  }, [target, scroller, following]);
  const toMoment = useCallback(
    (moment: number) => {
      setSearches(count => count + 1);
      following.end();
      timeline
        .toMoment(moment)
        .then(seq => {
          if (seq !== undefined) {
            seq > (timeline.messages.at(-1)?.seq ?? 0) ? toEnd() : setTarget({ seq });
          }
        })
        .catch(fail)
        .finally(() => setSearches(count => count - 1));
    },
    [timeline, following, toEnd, fail],
  );
  return [searches > 0, toMoment] as const;
}
