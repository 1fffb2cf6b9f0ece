import type { ChatClient } from "@serverlesschat/client";
import { useEffect, useMemo, useReducer, useState } from "preact/hooks";
import { ChatContext, type ChatScope, useEventsOf } from "../common/context.js";
import { Icon, Logo } from "../common/icons.jsx";
import { Names } from "../common/names.js";
import { useOpenPeer } from "../common/route.js";
import { ConversationView } from "../conversation/conversation-view.jsx";
import { ConversationList } from "../list/conversation-list.jsx";
import { ConnectionBanner } from "./connection-banner.jsx";
import { Title } from "./title.jsx";

/** The list of conversations beside the open one; on a phone one of the two. */
export function ChatPage({
  chat,
  me,
  onLeave,
}: {
  readonly chat: ChatClient;
  readonly me: string;
  readonly onLeave: () => void;
}) {
  const [version, again] = useReducer((count: number, _: undefined) => count + 1, 0);
  const [notice, setNotice] = useState("");
  const names = useMemo(() => new Names(chat, () => again(undefined)), [chat]);
  // A new scope whenever names are learned: all that shows names renders anew.
  const scope = useMemo<ChatScope>(
    () => ({ chat, me, names, tell: setNotice }),
    [chat, me, names, version],
  );
  const peer = useOpenPeer();
  useEventsOf(chat, "connection", "reset");
  useEffect(
    () =>
      // An older server does not know an action: what it would have told is not shown.
      chat.on("error", ({ code, message }) => code === "unknownAction" || setNotice(message)),
    [chat],
  );
  const { status } = chat.connection;
  useEffect(() => {
    if (status === "online") {
      setNotice("");
      names.refresh();
    }
  }, [names, status]);
  return (
    <ChatContext.Provider value={scope}>
      <Title />
      <div class={peer === undefined ? "page" : "page opened"} data-connection={status}>
        <ConversationList openPeer={peer} onLeave={onLeave} />
        {peer === undefined ? (
          <main class="empty">
            <Logo />
            <p>Choose a conversation, or begin one.</p>
          </main>
        ) : (
          <ConversationView key={peer} conversation={chat.conversation(peer)} />
        )}
        <div class="banners">
          <ConnectionBanner />
          <div role="alert">
            {notice && (
              <p class="banner notice">
                <span>{notice}</span>
                <button
                  type="button"
                  class="round"
                  onClick={() => setNotice("")}
                  aria-label="Close"
                >
                  <Icon name="close" />
                </button>
              </p>
            )}
          </div>
        </div>
      </div>
    </ChatContext.Provider>
  );
}
