import type { Conversation, Message } from "@serverlesschat/client";
import { useEffect, useMemo, useState } from "preact/hooks";
import { type Acting, isLogged, type Target } from "../actions/acting.js";
import { type Action, possibleActions } from "../actions/possible.js";
import { Quotes } from "../actions/quotes.js";
import { useAgain, useChatScope } from "../common/context.js";
import { plainOf } from "../common/markup.js";
import { Problem } from "../common/texts.js";
import { t } from "../language/language.js";
import { focusBeside, focusList } from "./among-messages.js";
import type { MessageScroller } from "./use-message-scroller.js";

/** The dialog or menu that is open for a message. */
export type Opened =
  | { readonly what: "menu"; readonly message: Target; readonly beside: Element }
  | { readonly what: "details"; readonly message: Message }
  | { readonly what: "forward" | "remove" | "hide"; readonly message: Target }
  | { readonly what: "clear"; readonly upTo: number };

/** The user's actions on messages of a conversation. */
export interface Actions {
  readonly acting: Acting;
  readonly opened: Opened | undefined;
  /** The message that is being edited. */
  readonly editing: Target | undefined;
  /** The next announcement for screen readers. */
  readonly notice: string;
  /** Starts or ends an edit. */
  edit(message: Target | undefined): void;
  /** Edits the last message that the user can edit. */
  editLast(): void;
  /** Closes the open dialog or menu. */
  close(): void;
  act(action: Action, message: Target): void;
  forward(message: Target, peers: readonly string[]): void;
  remove(message: Target): void;
  /** Deletes a message for this user. */
  hide(message: Target): void;
  /** Asks whether to clear the conversation. Messages that arrive meanwhile stay. */
  askToClear(): void;
  clear(upTo: number): void;
  /** Reacts with an emoji, or removes the reaction if the emoji is empty. */
  react(message: Target, emoji: string): void;
}

export function useActions(conversation: Conversation, view: MessageScroller): Actions {
  const { chat, drafts, fail } = useChatScope();
  const [opened, setOpened] = useState<Opened>();
  const [editing, setEditing] = useState<Target>();
  const [notice, setNotice] = useState("");
  const quotes = useQuotes(conversation);
  const { timeline, toMessage } = view;
  const acting: Acting = {
    openMenu: (message, beside) => setOpened({ what: "menu", message, beside }),
    showDetails: message => setOpened({ what: "details", message }),
    goTo: toMessage,
    quoted: seq => timeline.messages.find(message => message.seq === seq) ?? quotes.of(seq),
  };
  const say = (text: string) => setNotice(before => (before === text ? `${text}\u00a0` : text));
  const reply = ({ seq }: Message) => {
    setEditing(undefined);
    drafts.of(conversation.peer).answer(seq);
    // The composer may replace an edit.
    requestAnimationFrame(() => document.querySelector<HTMLElement>(".composer textarea")?.focus());
  };
  const copy = async (text: string) => {
    try {
      await navigator.clipboard.writeText(plainOf(text));
      say(t.actions.copied);
    } catch {
      // The user refused it, or the page has no secure address: then there is no clipboard.
      fail(new Problem(t.actions.notCopied));
    }
  };
  return {
    acting,
    opened: withNewest(opened, timeline.messages),
    editing,
    notice,
    edit: setEditing,
    editLast() {
      const all: readonly Target[] = [...timeline.messages, ...conversation.outgoing()];
      setEditing(all.findLast(message => possibleActions(message, false).includes("edit")));
    },
    close: () => setOpened(undefined),
    act(action, message) {
      if (action === "reply" || action === "details") {
        if (isLogged(message)) {
          action === "reply" ? reply(message) : acting.showDetails(message);
        }
      } else if (action === "edit") {
        setEditing(message);
      } else if (action === "copy") {
        void copy(message.body?.text ?? "");
      } else {
        setOpened({ what: action, message });
      }
    },
    forward({ body, forwarded }, peers) {
      const text = body?.text ?? "";
      const sent = peers.map(peer =>
        chat.conversation(peer).send(text, { forwarded: forwarded + 1 }),
      );
      Promise.all(sent).then(() => say(t.actions.forwardedNow), fail);
    },
    remove: message => {
      conversation.remove(message).catch(fail);
    },
    hide(message) {
      if (isLogged(message)) {
        const { seq } = message;
        const draft = drafts.of(conversation.peer);
        draft.replyTo === seq && draft.answer(undefined);
        setEditing(now => (now === message ? undefined : now));
        focusBeside(seq);
        conversation.hide([seq]).then(() => say(t.actions.hidNow), fail);
      }
    },
    askToClear() {
      const { held, lastMessage } = conversation.state;
      setOpened({ what: "clear", upTo: Math.max(held, lastMessage?.seq ?? 0) });
    },
    clear(upTo) {
      drafts.of(conversation.peer).answer(undefined);
      setEditing(undefined);
      focusList();
      conversation.clear(upTo).then(() => say(t.actions.cleared), fail);
    },
    react: (message, emoji) => {
      conversation.react(message, emoji).catch(fail);
    },
  };
}

/** A message may change while a dialog is open for it. */
function withNewest(opened: Opened | undefined, messages: readonly Message[]): Opened | undefined {
  if (!opened || opened.what === "clear" || !isLogged(opened.message)) {
    return opened;
  }
  const { seq } = opened.message;
  const message = messages.find(one => one.seq === seq);
  return message ? { ...opened, message } : opened;
}

function useQuotes(conversation: Conversation): Quotes {
  const { chat } = useChatScope();
  const changed = useAgain();
  const quotes = useMemo(
    () => new Quotes({ conversation, changed, on: (name, listener) => chat.on(name, listener) }),
    [chat, conversation, changed],
  );
  useEffect(() => () => quotes.close(), [quotes]);
  return quotes;
}
