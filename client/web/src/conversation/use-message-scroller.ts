import type { Conversation } from "@serverlesschat/client";
import type { RefObject } from "preact";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { useAgain, useChatEvents, useChatScope } from "../common/context.js";
import type { Goal } from "../common/goal.js";
import { Problem } from "../common/texts.js";
import { t } from "../language/language.js";
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

/** The time for which a message is highlighted after a jump to it. */
const MARKED_MS = 2_000;

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
  /** Shows a message, with some before it, and focuses it unless the focus is to stay. */
  readonly toMessage: (seq: number, keepsFocus?: boolean) => void;
}

/**
 * Keeps the visible messages in place, or follows the end of the conversation.
 *
 * @param goal the message at which the conversation opens; the view has to be moved to it
 */
export function useMessageScroller(
  conversation: Conversation,
  goal: Goal | undefined,
): MessageScroller {
  const { fail } = useChatScope();
  const scroller = useRef<HTMLElement>(null);
  const [unreadAtFirst] = useState(() => unreadOf(conversation.state));
  const again = useAgain();
  const following = useMemo(() => new Following(again), [again]);
  // No message is marked as read before the view is at the first unread one.
  const placed = useRef(false);
  useChatEvents("conversation", "outgoing", "reset");
  const timeline = useTimeline(conversation, {
    unread: unreadAtFirst,
    goal,
    isFollowing: () => following.isOn,
  });
  // Until the view is at the goal, no message is marked as read either.
  const [isOpening, setOpening] = useState(goal !== undefined);
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
  useLayoutEffect(() => {
    place(anchor);
    if (!placed.current && timeline.loaded && !isOpening) {
      placed.current = true;
      if (following.isOn && scrollUpTo(scroller.current as HTMLElement, ".new")) {
        following.end();
        following.placed(positionOf(scroller.current as HTMLElement));
      }
    }
    look();
  }, [timeline.messages, conversation.outgoing().length, timeline.loaded, isOpening]);

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
  const jumped = useCallback(() => setOpening(false), []);
  const jump = useJump({ scroller, timeline, following, toEnd, jumped });
  return {
    scroller,
    timeline,
    unreadAtFirst,
    isFollowing: following.isOn,
    toEnd,
    ...jump,
  };
}

/** The message to which the view jumps, and what gets the focus. */
interface Target {
  readonly seq: number;
  readonly focus: "list" | "message" | "none";
}

/** The parts of a view that a jump affects. */
interface Jumping {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly timeline: Timeline;
  readonly following: Following;
  readonly toEnd: () => void;
  /** Called at the end of each jump. */
  readonly jumped: () => void;
}

/** Jumps to a message, or to the first message since a moment, or to the end if there is none. */
function useJump({ scroller, timeline, following, toEnd, jumped }: Jumping) {
  const { fail } = useChatScope();
  const [searches, setSearches] = useState(0);
  // A new object each time: the user may jump to the same message again.
  const [target, setTarget] = useState<Target>();
  useLayoutEffect(() => {
    const element = scroller.current;
    if (target && element) {
      following.end();
      scrollTo(element, `[data-seq="${target.seq}"]`);
      following.placed(positionOf(element));
      if (target.focus === "list") {
        element.focus();
      } else {
        mark(element, target);
      }
    }
  }, [target, scroller, following]);
  const search = useCallback(
    (step: () => Promise<void>) => {
      setSearches(count => count + 1);
      following.end();
      step()
        .catch(fail)
        .finally(() => {
          setSearches(count => count - 1);
          jumped();
        });
    },
    [following, fail, jumped],
  );
  const toMoment = useCallback(
    (moment: number) =>
      search(async () => {
        const seq = await timeline.toMoment(moment);
        if (seq !== undefined) {
          seq > (timeline.messages.at(-1)?.seq ?? 0) ? toEnd() : setTarget({ seq, focus: "list" });
        }
      }),
    [timeline, search, toEnd],
  );
  const toMessage = useCallback(
    (seq: number, keepsFocus = false) =>
      search(async () => {
        if (!(await timeline.toMessage(seq))) {
          throw new Problem(t.actions.notHere);
        }
        setTarget({ seq, focus: keepsFocus ? "none" : "message" });
      }),
    [timeline, search],
  );
  return { isSearching: searches > 0, toMoment, toMessage };
}

/** Highlights a message for a moment, and may focus it. */
function mark(scroller: HTMLElement, { seq, focus }: Target): void {
  const message = scroller.querySelector(`[data-seq="${seq}"]`);
  if (focus === "message") {
    message?.querySelector<HTMLElement>(".act")?.focus({ preventScroll: true });
  }
  const edge = { boxShadow: "0 0 0 3px var(--mark)" };
  message?.querySelector(".bubble")?.animate([edge, edge, { boxShadow: "none" }], MARKED_MS);
}
