import type { Conversation, Presence } from "@serverlesschat/client";
import { useEffect, useState } from "preact/hooks";
import { ActingContext } from "../actions/acting.js";
import { Avatar } from "../common/avatar.jsx";
import { useMinute } from "../common/clock.js";
import { useChatEvents, useChatScope } from "../common/context.js";
import type { Goal } from "../common/goal.js";
import { Icon } from "../common/icons.jsx";
import { type Marking, MarkingContext } from "../common/marking.js";
import { agoText } from "../common/times.js";
import { useLoaded } from "../common/use-loaded.js";
import { useWatch } from "../common/use-watch.js";
import { UserName } from "../common/user-name.jsx";
import { t } from "../language/language.js";
import type { ActionDialogsProps } from "./action-dialogs.jsx";
import { BlockedNotice } from "./blocked-notice.jsx";
import { Composer } from "./composer.jsx";
import { ConversationMenu } from "./conversation-menu.jsx";
import { EditComposer } from "./edit-composer.jsx";
import { JumpToDate } from "./jump-to-date.jsx";
import { MessageList } from "./message-list.jsx";
import { type Actions, useActions } from "./use-actions.js";
import { type MessageScroller, useMessageScroller } from "./use-message-scroller.js";

/** An open conversation. */
export function ConversationView({
  conversation,
  goal,
  onGoal,
}: {
  readonly conversation: Conversation;
  /** The message to show, if it is not the newest or the first unread one. */
  readonly goal: Goal | undefined;
  /** Called when the goal is taken. */
  readonly onGoal: () => void;
}) {
  const { names } = useChatScope();
  const view = useMessageScroller(conversation, goal);
  const [isFinding, setFinding] = useState(false);
  const [marking, mark] = useState<Marking>();
  const find = useLoaded(() => import("../search/search-parts.js"), isFinding);
  const actions = useActions(conversation, view);
  const { peer } = conversation;
  const name = names.of(peer);
  // The name may have changed since it was requested.
  useEffect(() => names.refresh(peer), [names, peer]);
  useEffect(() => {
    if (goal) {
      view.toMessage(goal.seq);
      onGoal();
    }
  }, [goal]);
  return (
    <ActingContext.Provider value={actions.acting}>
      <main class="conversation" aria-label={t.conversation.with(name)}>
        {isFinding && find ? (
          <find.FindBar
            conversation={conversation}
            onGo={seq => view.toMessage(seq, true)}
            onMark={mark}
            onClose={() => {
              setFinding(false);
              view.scroller.current?.focus({ preventScroll: true });
            }}
          />
        ) : (
          <Header
            conversation={conversation}
            onFind={() => setFinding(true)}
            onClear={actions.askToClear}
          />
        )}
        <MarkingContext.Provider value={marking}>
          <MessageList conversation={conversation} view={view} notice={actions.notice} />
        </MarkingContext.Provider>
        <Foot conversation={conversation} view={view} actions={actions} />
        <Dialogs conversation={conversation} actions={actions} />
        <JumpToDate onJump={view.toMoment} />
      </main>
    </ActingContext.Provider>
  );
}

function Header({
  conversation,
  onFind,
  onClear,
}: {
  readonly conversation: Conversation;
  readonly onFind: () => void;
  readonly onClear: () => void;
}) {
  const { names } = useChatScope();
  const { peer } = conversation;
  return (
    <header>
      <a class="button round back" href="#/" aria-label={t.app.back}>
        <Icon name="back" />
      </a>
      <Avatar user={peer} name={names.of(peer)} />
      <div class="who">
        <h2>
          <UserName user={peer} />
        </h2>
        <Activity conversation={conversation} />
      </div>
      <ConversationMenu conversation={conversation} onFind={onFind} onClear={onClear} />
    </header>
  );
}

/** The menu and the dialogs. They are loaded when the first one is opened. */
function Dialogs(props: ActionDialogsProps) {
  const isWanted = props.actions.opened !== undefined;
  const loaded = useLoaded(() => import("./action-dialogs.jsx"), isWanted);
  return loaded ? <loaded.ActionDialogs {...props} /> : null;
}

function Foot({
  conversation,
  view,
  actions,
}: {
  readonly conversation: Conversation;
  readonly view: MessageScroller;
  readonly actions: Actions;
}) {
  useChatEvents("conversation", "reset");
  if (conversation.state.blocked) {
    return <BlockedNotice conversation={conversation} />;
  }
  const { editing } = actions;
  return editing ? (
    <EditComposer
      key={editing.clientMessageId}
      conversation={conversation}
      message={editing}
      onDone={() => actions.edit(undefined)}
    />
  ) : (
    <Composer conversation={conversation} onSend={view.toEnd} onEditLast={actions.editLast} />
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
