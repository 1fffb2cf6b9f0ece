import type { Message } from "@serverlesschat/client";
import { useChatScope } from "../common/context.js";
import { t } from "../language/language.js";
import { useActing } from "./acting.js";
import { nameOf } from "./who.js";

/** The reactions below a message. A click on them opens the message's details. */
export function Reactions({ message }: { readonly message: Message }) {
  const { me, names } = useChatScope();
  const acting = useActing();
  const { reactions } = message;
  if (reactions.length === 0) {
    return null;
  }
  const signs = [...new Set(reactions.map(({ emoji }) => emoji))];
  const spoken = reactions.map(({ from, emoji }) =>
    t.actions.reactionsOf(nameOf(from, me, names), emoji),
  );
  return (
    <button
      type="button"
      class="reactions"
      aria-label={spoken.join(", ")}
      title={spoken.join(", ")}
      onClick={() => acting.showDetails(message)}
    >
      {signs.map(emoji => (
        <span key={emoji}>{emoji}</span>
      ))}
      {reactions.length > signs.length && <span class="count">{reactions.length}</span>}
    </button>
  );
}
