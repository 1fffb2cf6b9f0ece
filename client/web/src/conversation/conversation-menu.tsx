import type { Conversation, Settings } from "@serverlesschat/client";
import { useChatEvents, useChatScope } from "../common/context.js";
import { Icon } from "../common/icons.jsx";

const SETTINGS: readonly (readonly [keyof Settings, string, string])[] = [
  ["pinned", "Pin", "Keep at the top of the list"],
  ["muted", "Mute", "Show unread messages without a badge color"],
  ["archived", "Archive", "Hide from the list"],
  ["blocked", "Block", "Neither of you can write to the other"],
];

/** The user's settings of a conversation. The peer is never notified. */
export function ConversationMenu({ conversation }: { readonly conversation: Conversation }) {
  const { fail } = useChatScope();
  useChatEvents("conversation", "reset");
  const { state } = conversation;
  const change = (name: keyof Settings, value: boolean) => {
    conversation.set({ [name]: value }).catch(fail);
  };
  return (
    <>
      <button
        type="button"
        class="round"
        popovertarget="conversation-menu"
        aria-label="Settings of this conversation"
      >
        <Icon name="more" />
      </button>
      <div id="conversation-menu" class="menu" popover="auto">
        {SETTINGS.map(([name, label, meaning]) => (
          <label key={name}>
            <input
              type="checkbox"
              role="switch"
              aria-checked={state[name]}
              checked={state[name]}
              onChange={event => change(name, event.currentTarget.checked)}
            />
            <span>
              {label} <small>{meaning}</small>
            </span>
          </label>
        ))}
      </div>
    </>
  );
}
