import type { ChatError, Conversation, Settings } from "@serverlesschat/client";
import { useChatEvents, useChatScope } from "../common/context.js";
import { Icon } from "../common/icons.jsx";

const SETTINGS: readonly (readonly [keyof Settings, string, string])[] = [
  ["pinned", "Pin", "On top of the list"],
  ["muted", "Mute", "Count unread messages quietly"],
  ["archived", "Archive", "Out of the list"],
  ["blocked", "Block", "Neither of you can write to the other"],
];

/** What the user can set for a conversation; the peer is never told. */
export function ConversationMenu({ conversation }: { readonly conversation: Conversation }) {
  const { tell } = useChatScope();
  useChatEvents("conversation", "reset");
  const { state } = conversation;
  const change = (name: keyof Settings, value: boolean) => {
    conversation.set({ [name]: value }).catch((error: ChatError) => tell(error.message));
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
