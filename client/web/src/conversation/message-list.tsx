import type { Conversation, Message } from "@serverlesschat/client";
import { Fragment } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import { useMinute } from "../common/clock.js";
import { useChatEvents, useChatScope } from "../common/context.js";
import { Icon } from "../common/icons.jsx";
import { dayOf, dayText } from "../common/times.js";
import { t } from "../language/language.js";
import { Announcer } from "./announcer.jsx";
import { LoggedBubble, OutgoingBubble } from "./bubble.jsx";
import { firstUnread, unreadOf } from "./unread.js";
import { useMessageScroller } from "./use-message-scroller.js";

/** There are more pending messages than this only while offline. */
const OUTGOING_SHOWN = 40;

/** The messages of a conversation: any number of them, few of them on the page. */
export function MessageList({
  conversation,
  sends,
}: {
  readonly conversation: Conversation;
  /** Grows each time the user sends a message. */
  readonly sends: number;
}) {
  const { names, fail } = useChatScope();
  // As of the opening of the conversation: reading does not move the line.
  const [unreadAtFirst] = useState(() => unreadOf(conversation.state));
  useChatEvents("conversation", "outgoing", "reset");
  const outgoing = conversation.outgoing();
  const { scroller, timeline, isFollowing, toEnd } = useMessageScroller(
    conversation,
    unreadAtFirst,
    outgoing.length,
  );
  useLayoutEffect(() => {
    if (sends > 0) {
      toEnd();
    }
  }, [sends, toEnd]);
  const author = names.of(conversation.peer);
  const { unread } = conversation.state;
  const hidden = outgoing.length - OUTGOING_SHOWN;
  return (
    <div class="messages">
      <section
        class="scroller"
        ref={scroller}
        aria-label={t.conversation.messages(author)}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: keyboard users must be able to scroll it.
        tabIndex={0}
      >
        {timeline.loaded && timeline.messages.length + outgoing.length === 0 && (
          <p class="nothing">{t.conversation.noMessages}</p>
        )}
        <ol>
          <Logged
            conversation={conversation}
            messages={timeline.messages}
            newFrom={firstUnread(unreadAtFirst, timeline.messages, timeline.olderExist)}
          />
          {(isFollowing || timeline.atEnd) &&
            outgoing
              .slice(0, OUTGOING_SHOWN)
              .map(message => (
                <OutgoingBubble
                  key={message.clientMessageId}
                  message={message}
                  status={conversation.status(message)}
                  onRetry={() => void conversation.retry(message.clientMessageId).catch(fail)}
                  onDiscard={() => void conversation.discard(message.clientMessageId).catch(fail)}
                />
              ))}
        </ol>
        {hidden > 0 && <p class="nothing">{t.message.morePending(hidden)}</p>}
      </section>
      {!isFollowing && (
        <button type="button" class="to-end" onClick={toEnd} aria-label={t.conversation.toNewest}>
          <Icon name="down" />
          {unread > 0 && <span class="badge">{unread}</span>}
        </button>
      )}
      <Announcer conversation={conversation} unread={unreadAtFirst.count} />
    </div>
  );
}

/** Messages of the log, with lines between days and before the first unread message. */
function Logged({
  conversation,
  messages,
  newFrom,
}: {
  readonly conversation: Conversation;
  readonly messages: readonly Message[];
  readonly newFrom: number | undefined;
}) {
  const { names } = useChatScope();
  const now = useMinute();
  const author = names.of(conversation.peer);
  return (
    <>
      {messages.map((message, index) => (
        <Fragment key={message.seq}>
          {dayOf(message.sentAt) !== dayOf(messages[index - 1]?.sentAt ?? 0) && (
            <li class="day">
              <span>{dayText(message.sentAt, now)}</span>
            </li>
          )}
          {message.seq === newFrom && (
            <li class="new">
              <span>{t.conversation.newMessages}</span>
            </li>
          )}
          <LoggedBubble
            message={message}
            author={message.mine ? t.message.you : author}
            status={conversation.status(message)}
          />
        </Fragment>
      ))}
    </>
  );
}
