import type { Conversation, Presence } from "@serverlesschat/client";
import { useEffect } from "preact/hooks";
import { Avatar } from "../common/avatar.jsx";
import { useMinute } from "../common/clock.js";
import { useChatEvents, useChatScope } from "../common/context.js";
import { Icon } from "../common/icons.jsx";
import { agoText } from "../common/times.js";
import { useWatch } from "../common/use-watch.js";
import { UserName } from "../common/user-name.jsx";
import { t } from "../language/language.js";
import { BlockedNotice } from "./blocked-notice.jsx";
import { Composer } from "./composer.jsx";
import { ConversationMenu } from "./conversation-menu.jsx";
import { MessageList } from "./message-list.jsx";
import { useMessageScroller } from "./use-message-scroller.js";

/** An open conversation. */
export function ConversationView({ conversation }: { readonly conversation: Conversation }) {
  const { names } = useChatScope();
  const view = useMessageScroller(conversation);
  const { peer } = conversation;
  const name = names.of(peer);
  // The name may have changed since it was requested.
  useEffect(() => names.refresh(peer), [names, peer]);
  return (
    <main class="conversation" aria-label={t.conversation.with(name)}>
      <header>
        <a class="button round back" href="#/" aria-label={t.app.back}>
          <Icon name="back" />
        </a>
        <Avatar user={peer} name={name} />
        <div class="who">
          <h2>
            <UserName user={peer} />
          </h2>
          <Activity conversation={conversation} />
        </div>
        <ConversationMenu conversation={conversation} onJump={view.toMoment} />
      </header>
      <MessageList conversation={conversation} view={view} />
      <Foot conversation={conversation} onSend={view.toEnd} />
    </main>
  );
}

function Foot({
  conversation,
  onSend,
}: {
  readonly conversation: Conversation;
  readonly onSend: () => void;
}) {
  useChatEvents("conversation", "reset");
  return conversation.state.blocked ? (
    <BlockedNotice conversation={conversation} />
  ) : (
    <Composer conversation={conversation} onSend={onSend} />
  );
}

/** The presence of the peer. The line always exists, so that the layout does not move. */
function Activity({ conversation }: { readonly conversation: Conversation }) {
  const { chat } = useChatScope();
  const { peer } = conversation;
  const now = useMinute();
  useChatEvents("typing", "presence", "connection");
  // Without a connection, the presence of the peer is unknown.
  const isKnown = chat.connection.status === "online";
  useWatch([peer]);
  return (
    <p class="activity" aria-live="polite">
      {isKnown &&
        (conversation.isTyping ? t.conversation.writing : presenceText(chat.presence(peer), now))}
    </p>
  );
}

function presenceText({ status, lastActiveAt }: Presence, now: number): string {
  if (status === "online") {
    return t.conversation.online;
  }
  if (lastActiveAt !== undefined) {
    return t.conversation.activeAgo(agoText(lastActiveAt, now));
  }
  return status === "offline" ? t.conversation.offline : "";
}
