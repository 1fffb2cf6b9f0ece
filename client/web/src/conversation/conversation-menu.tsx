import type { Conversation, Settings } from "@serverlesschat/client";
import { useState } from "preact/hooks";
import { useChatEvents, useChatScope } from "../common/context.js";
import { Icon } from "../common/icons.jsx";
import { Question } from "../common/question.jsx";
import { t } from "../language/language.js";
import { JUMP_TO_DATE } from "./jump-to-date.jsx";

/** The settings, with their texts. */
function settings(): readonly (readonly [keyof Settings, string, string])[] {
  const texts = t.conversation;
  return [
    ["pinned", texts.pin, texts.pinMeans],
    ["muted", texts.mute, texts.muteMeans],
    ["archived", texts.archive, texts.archiveMeans],
    ["blocked", texts.block, texts.blockMeans],
  ];
}

/** The menu with the user's settings of a conversation. The peer is never notified. */
export function ConversationMenu({
  conversation,
  onFind,
  onClear,
}: {
  readonly conversation: Conversation;
  /** Called to open the search in the conversation. */
  readonly onFind: () => void;
  /** Called to ask whether to clear the conversation. */
  readonly onClear: () => void;
}) {
  const { fail } = useChatScope();
  useChatEvents("conversation", "reset");
  const { state } = conversation;
  const { names } = useChatScope();
  const [isAsking, setAsking] = useState(false);
  const set = (name: keyof Settings, value: boolean) => {
    conversation.set({ [name]: value }).catch(fail);
  };
  const change = (name: keyof Settings, input: HTMLInputElement) => {
    if (name === "blocked" && input.checked) {
      input.checked = false;
      setAsking(true);
    } else {
      set(name, input.checked);
    }
  };
  // A button with a target would keep the menu open below the form.
  const openJump = () => document.getElementById(JUMP_TO_DATE)?.showPopover();
  return (
    <>
      <button
        type="button"
        class="round"
        popovertarget="conversation-menu"
        aria-label={t.conversation.settings}
      >
        <Icon name="more" />
      </button>
      <div id="conversation-menu" class="menu" popover="auto">
        {settings().map(([name, label, meaning]) => (
          <label key={name}>
            <input
              type="checkbox"
              role="switch"
              aria-checked={state[name]}
              checked={state[name]}
              onChange={event => change(name, event.currentTarget)}
            />
            <span>
              {label} <small>{meaning}</small>
            </span>
          </label>
        ))}
        <button type="button" class="opens-find" onClick={onFind}>
          {t.search.find}
        </button>
        <button type="button" onClick={openJump}>
          {t.conversation.jumpToDate}
        </button>
        <button type="button" onClick={onClear}>
          {t.actions.clear}
        </button>
      </div>
      {isAsking && (
        <Question
          text={t.conversation.blockQuestion(names.of(conversation.peer))}
          action={t.conversation.block}
          onConfirm={() => set("blocked", true)}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
