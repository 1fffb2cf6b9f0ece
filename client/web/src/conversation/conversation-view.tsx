import type { Conversation, Presence } from "@serverlesschat/client";
import { useEffect, useReducer } from "preact/hooks";
import { Avatar } from "../common/avatar.jsx";
import { useChatEvents, useChatScope } from "../common/context.js";
import { Icon } from "../common/icons.jsx";
import { agoText } from "../common/times.js";
import { BlockedNotice } from "./blocked-notice.jsx";
import { Composer } from "./composer.jsx";
import { ConversationMenu } from "./conversation-menu.jsx";
import { MessageList } from "./message-list.jsx";

/** An open conversation. */
export function ConversationView({ conversation }: { readonly conversation: Conversation }) {
  const { names } = useChatScope();
  const { peer } = conversation;
  const name = names.of(peer);
  return (
    <main class="conversation" aria-label={`Conversation with ${name}`}>
      <header>
        <a class="button round back" href="#/" aria-label="Back to all conversations">
          <Icon name="back" />
        </a>
        <Avatar user={peer} name={name} />
        <div class="who">
          <h2 dir="auto">{name}</h2>
          <Activity conversation={conversation} />
        </div>
        <ConversationMenu conversation={conversation} />
      </header>
      <MessageList conversation={conversation} />
      <Foot conversation={conversation} />
    </main>
  );
}

function Foot({ conversation }: { readonly conversation: Conversation }) {
  useChatEvents("conversation", "reset");
  return conversation.state.blocked ? (
    <BlockedNotice conversation={conversation} />
  ) : (
    <Composer conversation={conversation} />
  );
}

/** What the peer does. The line is always there, so that nothing moves. */
function Activity({ conversation }: { readonly conversation: Conversation }) {
  const { chat } = useChatScope();
  const [, again] = useReducer((count: number, _: undefined) => count + 1, 0);
  const { peer } = conversation;
  useChatEvents("typing", "presence");
  useEffect(() => {
    // Whom the server does not show has no line.
    chat.watch([peer]).catch(() => {});
    const minute = setInterval(() => again(undefined), 60_000);
    return () => {
      clearInterval(minute);
      chat.unwatch([peer]).catch(() => {});
    };
  }, [chat, peer]);
  return (
    <p class="activity" aria-live="polite">
      {conversation.isTyping ? "writing …" : presenceText(chat.presence(peer), Date.now())}
    </p>
  );
}

function presenceText({ status, lastActiveAt }: Presence, now: number): string {
  if (status === "online") {
    return "online";
  }
  if (lastActiveAt !== undefined) {
    return `last active ${agoText(lastActiveAt, now)}`;
  }
  return status === "offline" ? "offline" : "";
}
