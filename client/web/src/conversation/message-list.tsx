import type { Conversation } from "@serverlesschat/client";
import { useLayoutEffect, useRef } from "preact/hooks";
import { useChatScope } from "../common/context.js";
import { Icon } from "../common/icons.jsx";
import { numberText } from "../common/times.js";
import { t } from "../language/language.js";
import { moveAmongMessages, reached, reachLast } from "./among-messages.js";
import { Announcer } from "./announcer.jsx";
import { MessageRows } from "./message-rows.jsx";
import type { MessageScroller } from "./use-message-scroller.js";

/** Only an offline device has more pending messages than this. */
const OUTGOING_SHOWN = 40;

/** The messages of a conversation, of which only a few are on the page. */
export function MessageList({
  conversation,
  view,
  notice,
}: {
  readonly conversation: Conversation;
  readonly view: MessageScroller;
  /** The next announcement for screen readers. */
  readonly notice: string;
}) {
  const { names } = useChatScope();
  const { scroller, timeline, isFollowing, isSearching, unreadAtFirst, toEnd } = view;
  const outgoing = conversation.outgoing();
  const list = useRef<HTMLOListElement>(null);
  // Tab reaches one message.
  useLayoutEffect(() => reachLast(list.current as HTMLOListElement));
  const hidden = outgoing.length - OUTGOING_SHOWN;
  const hasEnd = isFollowing || timeline.atEnd;
  return (
    <div class="messages">
      <section
        class="scroller"
        ref={scroller}
        aria-label={t.conversation.messages(names.of(conversation.peer))}
        aria-busy={isSearching}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: keyboard users must be able to scroll it.
        tabIndex={0}
      >
        {timeline.loaded && timeline.messages.length + outgoing.length === 0 && (
          <p class="nothing">{t.conversation.noMessages}</p>
        )}
        <ol ref={list} onKeyDown={moveAmongMessages} onFocusIn={reached}>
          <MessageRows
            conversation={conversation}
            timeline={timeline}
            outgoing={hasEnd ? outgoing.slice(0, OUTGOING_SHOWN) : []}
            unreadAtFirst={unreadAtFirst}
          />
        </ol>
        {hidden > 0 && <p class="nothing">{t.message.morePending(hidden)}</p>}
      </section>
      {!isFollowing && <ToEnd unread={conversation.state.unread} onClick={toEnd} />}
      <Announcer
        conversation={conversation}
        timeline={timeline}
        unread={unreadAtFirst.count}
        notice={notice}
      />
    </div>
  );
}

/** The button that jumps to the newest message. */
function ToEnd({ unread, onClick }: { readonly unread: number; readonly onClick: () => void }) {
  return (
    <button type="button" class="to-end" onClick={onClick}>
      <Icon name="down" />
      <span class="unseen">{t.conversation.toNewest}</span>
      {unread > 0 && (
        <span class="badge">
          <span aria-hidden="true">{numberText(unread)}</span>
          <span class="unseen"> {t.list.unread(unread)}</span>
        </span>
      )}
    </button>
  );
}
