import type { ChatError, ConversationState } from "@serverlesschat/client";
import { useRef, useState } from "preact/hooks";
import { useChatEvents, useChatScope } from "../common/context.js";
import { Icon } from "../common/icons.jsx";
import { SettingsDialog } from "../settings/settings-dialog.jsx";
import { ConversationRow } from "./conversation-row.jsx";
import { People } from "./people.jsx";
import { useVisibleRows } from "./use-visible-rows.js";

/** The user's conversations, and the way to new ones. */
export function ConversationList({
  openPeer,
  onLeave,
}: {
  readonly openPeer: string | undefined;
  readonly onLeave: () => void;
}) {
  const { chat, me, names, tell } = useChatScope();
  const [wanted, setWanted] = useState("");
  const [archive, setArchive] = useState(false);
  const [mayHaveMore, setMayHaveMore] = useState(true);
  useChatEvents("conversation", "outgoing", "forgotten", "reset", "connection");

  const all = chat.conversations();
  const archived = all.filter(state => state.archived).length;
  const search = wanted.trim().toLocaleLowerCase();
  const isShown = ({ peer, archived }: ConversationState) =>
    search === ""
      ? archived === archive
      : `${peer}\n${names.of(peer)}`.toLocaleLowerCase().includes(search);
  const shown = all.filter(isShown);
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const { first, end, row, onScroll } = useVisibleRows(scroller, list, shown.length);
  const after = Math.max(0, shown.length - end);
  const now = Date.now();
  const more = () => {
    chat.moreConversations().then(setMayHaveMore, (error: ChatError) => tell(error.message));
  };
  return (
    <nav class="sidebar" aria-label="Conversations">
      <header>
        <h1 dir="auto">{names.of(me)}</h1>
        <SettingsDialog onLeave={onLeave} />
      </header>
      <label class="search">
        <Icon name="search" />
        <span class="unseen">Search people by name, user id or contact number</span>
        <input
          type="search"
          placeholder="Name, user id or number"
          autocapitalize="off"
          spellcheck={false}
          value={wanted}
          onInput={event => setWanted(event.currentTarget.value)}
        />
      </label>
      <div class="rows" ref={scroller} onScroll={onScroll}>
        {wanted.trim() !== "" && <People wanted={wanted.trim()} onDone={() => setWanted("")} />}
        <ul
          ref={list}
          style={{ paddingTop: `${first * row}px`, paddingBottom: `${after * row}px` }}
        >
          {shown.slice(first, end).map((state, index) => (
            <ConversationRow
              key={state.peer}
              state={state}
              now={now}
              isOpen={state.peer === openPeer}
              place={first + index + 1}
              of={shown.length}
            />
          ))}
        </ul>
        {search === "" && shown.length === 0 && (
          <p class="nothing">
            {archive
              ? "The archive is empty."
              : "No conversations yet. Look for somebody by user id, such as bob."}
          </p>
        )}
        {search === "" && (archived > 0 || archive) && (
          <button type="button" class="plain" onClick={() => setArchive(!archive)}>
            {archive ? "All conversations" : `Archive (${archived})`}
          </button>
        )}
        {all.length >= 50 && mayHaveMore && (
          <button type="button" class="plain" onClick={more}>
            Show older conversations
          </button>
        )}
      </div>
    </nav>
  );
}
