import type { ConversationState } from "@serverlesschat/client";
import { useEffect, useRef, useState } from "preact/hooks";
import { useMinute } from "../common/clock.js";
import { type ChatScope, useAgain, useChatEvents, useChatScope } from "../common/context.js";
import { fold } from "../common/fold.js";
import type { Goal } from "../common/goal.js";
import { Icon } from "../common/icons.jsx";
import { numberText } from "../common/times.js";
import { unreadIn } from "../common/unread-in.js";
import { useLoaded } from "../common/use-loaded.js";
import { useWatch } from "../common/use-watch.js";
import { t } from "../language/language.js";
import { SettingsButton } from "../settings/settings-button.jsx";
import { next } from "./arrows.js";
import { ConversationRow } from "./conversation-row.jsx";
import { People } from "./people.jsx";
import { useVisibleRows } from "./use-visible-rows.js";

/** Presence is shown for this number of conversations at the top of the list. */
const WATCHED = 20;

/** The user's conversations, and the search for new ones. */
export function ConversationList({
  openPeer,
  onGoal,
  onLeave,
}: {
  readonly openPeer: string | undefined;
  /** Called when the user chooses a message that the search has found. */
  readonly onGoal: (goal: Goal) => void;
  readonly onLeave: (forgetsDevice: boolean) => void;
}) {
  const scope = useChatScope();
  const { chat, me, names, drafts, fail } = scope;
  const [wanted, setWanted] = useState("");
  const [archive, setArchive] = useState(false);
  const [mayHaveMore, setMayHaveMore] = useState(true);
  useChatEvents(
    "conversation",
    "outgoing",
    "forgotten",
    "reset",
    "connection",
    "typing",
    "presence",
  );
  const again = useAgain();
  useEffect(() => drafts.onChange(again), [drafts, again]);

  const all = begun(scope, openPeer);
  const archived = all.filter(state => state.archived);
  const search = fold(wanted);
  const isShown = ({ peer, archived }: ConversationState) =>
    search === ""
      ? archived === archive
      : fold(peer).includes(search) || fold(names.of(peer)).includes(search);
  const shown = all.filter(isShown);
  const isSearching = wanted.trim() !== "";
  const found = useLoaded(() => import("../search/search-parts.js"), isSearching);
  useWatch(shown.slice(0, WATCHED).map(({ peer }) => peer));
  const field = useRef<HTMLInputElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const { first, end, row, onScroll } = useVisibleRows(scroller, list, shown.length);
  const after = Math.max(0, shown.length - end);
  const now = useMinute();
  const more = () => {
    chat.moreConversations().then(setMayHaveMore, fail);
  };
  /** Arrows move between the field and the results; Enter opens the first one, Escape clears it. */
  const press = (event: KeyboardEvent) => {
    const found = [...(scroller.current?.querySelectorAll<HTMLElement>("a, button") ?? [])];
    const isInField = event.target === field.current;
    const target = next(event.key, field.current, found, event.target as HTMLElement);
    if (event.isComposing) {
      return;
    }
    if (target) {
      event.preventDefault();
      target.focus();
    } else if (isInField && event.key === "Enter" && isSearching) {
      found[0]?.click();
    } else if (event.key === "Escape" && wanted !== "") {
      event.preventDefault();
      setWanted("");
      field.current?.focus();
    }
  };
  return (
    <nav class="sidebar" aria-label={t.list.conversations} onKeyDown={press}>
      <header>
        <h1 dir="auto">{names.of(me)}</h1>
        <SettingsButton onLeave={onLeave} />
      </header>
      <label class="search">
        <Icon name="search" />
        <span class="unseen">{t.list.search}</span>
        <input
          type="search"
          placeholder={t.list.searchHint}
          autocapitalize="off"
          spellcheck={false}
          value={wanted}
          ref={field}
          onInput={event => setWanted(event.currentTarget.value)}
        />
      </label>
      <div class="rows" ref={scroller} onScroll={onScroll}>
        {isSearching && <People wanted={wanted.trim()} onDone={() => setWanted("")} />}
        {isSearching && shown.length > 0 && <h2>{t.list.conversations}</h2>}
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
          <p class="nothing">{archive ? t.list.archiveIsEmpty : t.list.empty}</p>
        )}
        {search === "" && (archived.length > 0 || archive) && (
          <button type="button" class="plain" onClick={() => setArchive(!archive)}>
            {archive ? t.list.all : <Archive archived={archived} />}
          </button>
        )}
        {isSearching && found && <found.MessageHits wanted={wanted} onGoal={onGoal} />}
        {all.length >= 50 && mayHaveMore && (
          <button type="button" class="plain" onClick={more}>
            {t.list.older}
          </button>
        )}
      </div>
    </nav>
  );
}

/** The archive's label, with the number of its conversations and unread messages. */
function Archive({ archived }: { readonly archived: readonly ConversationState[] }) {
  const unread = unreadIn(archived);
  return (
    <>
      {t.list.archive} ({numberText(archived.length)})
      {unread > 0 && (
        <span class="badge">
          <span aria-hidden="true">{numberText(unread)}</span>
          <span class="unseen"> {t.list.unread(unread)}</span>
        </span>
      )}
    </>
  );
}

/** The conversations that have messages or a draft, and the open one. */
function begun({ chat, drafts }: ChatScope, openPeer: string | undefined): ConversationState[] {
  const pending = new Set(chat.outgoing().map(({ peer }) => peer));
  const known = chat
    .conversations()
    .filter(({ peer, lastMessage }) => lastMessage || pending.has(peer) || peer === openPeer);
  const listed = new Set(known.map(({ peer }) => peer));
  const begunOnly = drafts.peers().filter(peer => !listed.has(peer));
  return [...known, ...begunOnly.map(peer => chat.conversation(peer).state)];
}
