import type { ChatError, Conversation } from "@serverlesschat/client";
import { Fragment } from "preact";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { useChatEvents, useChatScope } from "../common/context.js";
import { Icon } from "../common/icons.jsx";
import { dayOf, dayText } from "../common/times.js";
import { LoggedBubble, OutgoingBubble } from "./bubble.jsx";
import { anchorOf, isAtBottom, isNearTop, restore, scrollUpTo } from "./scrolling.js";
import { firstUnread, unreadOf } from "./unread.js";
import { useTimeline } from "./use-timeline.js";

/** More wait than that only while offline; the first of them say enough. */
const OUTGOING_SHOWN = 40;

/** The messages of a conversation: any number of them, few of them on the page. */
export function MessageList({ conversation }: { readonly conversation: Conversation }) {
  const { names, tell } = useChatScope();
  const scroller = useRef<HTMLElement>(null);
  const stick = useRef(true);
  // Nothing is seen before it is where it is to be read.
  const [placed, setPlaced] = useState(false);
  const [atBottom, setAtBottom] = useState(true);
  // As it was when the conversation was opened, whatever is read meanwhile.
  const [unreadAtFirst] = useState(() => unreadOf(conversation.state));
  useChatEvents("conversation", "outgoing", "reset");
  const timeline = useTimeline(
    conversation,
    useCallback(() => stick.current, []),
  );

  const look = useCallback(() => {
    const element = scroller.current;
    if (!element) {
      return;
    }
    // Who follows the end goes on, though what is new may not be on the page yet.
    stick.current = isAtBottom(element) && (stick.current || timeline.atEnd);
    setAtBottom(stick.current);
    const failed = (error: ChatError) => error.code === "offline" || tell(error.message);
    if (isNearTop(element) && timeline.olderExist && timeline.loaded) {
      timeline.older().catch(failed);
    } else if (isAtBottom(element) && !timeline.atEnd) {
      timeline.newer().catch(failed);
    }
  }, [timeline, tell]);

  // Read before the page changes, so that what one looks at stays where it is.
  const anchor = scroller.current && !stick.current ? anchorOf(scroller.current) : undefined;
  const first = timeline.messages[0]?.seq;
  const last = timeline.messages.at(-1)?.seq;
  const outgoing = conversation.outgoing();
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element) {
      restore(element, anchor);
      if (!placed && timeline.loaded) {
        setPlaced(true);
        stick.current = !scrollUpTo(element, ".new");
      }
      look();
    }
  }, [first, last, outgoing.length]);

  useEffect(() => {
    const element = scroller.current as HTMLElement;
    const resized = new ResizeObserver(() => stick.current && restore(element, undefined));
    resized.observe(element);
    return () => resized.disconnect();
  }, []);

  useRead(conversation, placed && atBottom && timeline.atEnd);

  const toEnd = () => {
    stick.current = true;
    void timeline.toEnd().then(() => scroller.current && restore(scroller.current, undefined));
  };
  const now = Date.now();
  const author = names.of(conversation.peer);
  const { unread } = conversation.state;
  const newFrom = firstUnread(unreadAtFirst, timeline.messages, timeline.olderExist);
  return (
    <div class="messages">
      <section
        class="scroller"
        ref={scroller}
        onScroll={look}
        aria-label={`Messages with ${author}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
        tabIndex={0}
      >
        {timeline.loaded && timeline.messages.length + outgoing.length === 0 && (
          <p class="nothing">No messages yet. Say hello.</p>
        )}
        <ol>
          {timeline.messages.map((message, index) => (
            <Fragment key={message.seq}>
              {dayOf(message.sentAt) !== dayOf(timeline.messages[index - 1]?.sentAt ?? 0) && (
                <li class="day">
                  <span>{dayText(message.sentAt, now)}</span>
                </li>
              )}
              {message.seq === newFrom && (
                <li class="new">
                  <span>New messages</span>
                </li>
              )}
              <LoggedBubble
                message={message}
                author={message.mine ? "You" : author}
                status={conversation.status(message)}
              />
            </Fragment>
          ))}
          {(atBottom || timeline.atEnd) &&
            outgoing
              .slice(0, OUTGOING_SHOWN)
              .map(message => (
                <OutgoingBubble
                  key={message.clientMessageId}
                  message={message}
                  status={conversation.status(message)}
                  onRetry={() => void conversation.retry(message.clientMessageId)}
                  onDiscard={() => void conversation.discard(message.clientMessageId)}
                />
              ))}
        </ol>
        {outgoing.length > OUTGOING_SHOWN && (
          <p class="nothing">{outgoing.length - OUTGOING_SHOWN} more are waiting.</p>
        )}
      </section>
      {!atBottom && (
        <button type="button" class="to-end" onClick={toEnd} aria-label="To the newest message">
          <Icon name="down" />
          {unread > 0 && <span class="badge">{unread}</span>}
        </button>
      )}
      <Announcer conversation={conversation} unread={unreadAtFirst.count} />
    </div>
  );
}

/** Tells that the conversation was read, once it is seen. */
function useRead(conversation: Conversation, seen: boolean): void {
  const { unread, held } = conversation.state;
  useEffect(() => {
    const read = () => {
      if (seen && unread > 0 && document.hasFocus() && document.visibilityState === "visible") {
        void conversation.markRead(held);
      }
    };
    read();
    addEventListener("focus", read);
    document.addEventListener("visibilitychange", read);
    return () => {
      removeEventListener("focus", read);
      document.removeEventListener("visibilitychange", read);
    };
  }, [conversation, seen, unread, held]);
}

/** Says to who cannot see it what is unread, and reads new messages of the peer out. */
function Announcer({
  conversation,
  unread,
}: {
  readonly conversation: Conversation;
  readonly unread: number;
}) {
  const { chat, names } = useChatScope();
  const [said, say] = useState("");
  // Only what changes is read out, so it comes after the conversation is on the page.
  useEffect(() => {
    if (unread > 0) {
      say(unread === 1 ? "1 unread message" : `${unread} unread messages`);
    }
  }, [unread]);
  useEffect(
    () =>
      chat.on("messages", ({ peer, messages }) => {
        const message = messages.findLast(({ mine }) => !mine);
        if (peer === conversation.peer && message?.body) {
          say(`${names.of(peer)}: ${message.body.text}`);
        }
      }),
    [chat, conversation, names],
  );
  return (
    <p class="unseen" aria-live="polite">
      {said}
    </p>
  );
}
