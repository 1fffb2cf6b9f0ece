import type { ChatClient } from "@serverlesschat/client";
import { useEffect, useMemo, useState } from "preact/hooks";
import { ChatContext, useEventsOf } from "../common/context.js";
import type { Goal } from "../common/goal.js";
import { Logo } from "../common/icons.jsx";
import { useOpenPeer } from "../common/route.js";
import { ConversationView } from "../conversation/conversation-view.jsx";
import { t } from "../language/language.js";
import { ConversationList } from "../list/conversation-list.jsx";
import { Banner } from "./banner.jsx";
import { ConnectionBanner } from "./connection-banner.jsx";
import { persist } from "./persist.js";
import { StorageBanner } from "./storage-banner.jsx";
import { Title } from "./title.jsx";
import { useKeyboard } from "./use-keyboard.js";
import { useNotifications } from "./use-notifications.js";
import { useScope } from "./use-scope.js";
import { VersionBanner } from "./version-banner.jsx";

/** The list of conversations beside the open one; on a phone, one of the two. */
export function ChatPage({
  chat,
  me,
  refusal,
  onLeave,
}: {
  readonly chat: ChatClient;
  readonly me: string;
  /** The reason why the server refuses the sign-in, if it does. */
  readonly refusal: string;
  readonly onLeave: (forgetsDevice: boolean) => void;
}) {
  const { scope, notice, dismiss } = useScope(chat, me);
  const peer = useOpenPeer();
  const [goal, setGoal] = useState<Goal>();
  useEventsOf(chat, "connection", "reset");
  const { status } = chat.connection;
  const { names } = scope;
  useNotifications(scope);
  useKeyboard();
  useEffect(() => {
    persist().catch(error => console.error(error));
  }, []);
  useEffect(() => {
    if (status === "online") {
      dismiss();
      names.refreshAll();
    }
  }, [names, status, dismiss]);
  const conversation = useMemo(
    () => (peer === undefined ? undefined : chat.conversation(peer)),
    [chat, peer],
  );
  return (
    <ChatContext.Provider value={scope}>
      <Title peer={peer} />
      <div class={conversation ? "page opened" : "page"} data-connection={status}>
        <ConversationList openPeer={peer} onGoal={setGoal} onLeave={onLeave} />
        {conversation ? (
          <ConversationView
            key={peer}
            conversation={conversation}
            goal={goal?.peer === peer ? goal : undefined}
            onGoal={() => setGoal(undefined)}
          />
        ) : (
          <main class="empty">
            <Logo />
            <p>{t.app.choose}</p>
          </main>
        )}
        <div class="banners">
          <ConnectionBanner />
          <StorageBanner />
          <VersionBanner />
          <Banner key={refusal} role="alert" text={refusal} />
          <Banner role="alert" text={notice} onClose={dismiss} />
        </div>
      </div>
    </ChatContext.Provider>
  );
}
