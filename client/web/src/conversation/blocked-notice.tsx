import type { Conversation } from "@serverlesschat/client";
import { useChatScope } from "../common/context.js";
import { UserName } from "../common/user-name.jsx";
import { t } from "../language/language.js";

/** Replaces the composer while the user blocks the peer. */
export function BlockedNotice({ conversation }: { readonly conversation: Conversation }) {
  const { fail } = useChatScope();
  const unblock = () => {
    conversation.set({ blocked: false }).catch(fail);
  };
  return (
    <div class="blocked">
      <p>{t.conversation.blocked(<UserName user={conversation.peer} />)}</p>
      <button type="button" onClick={unblock}>
        {t.conversation.unblock}
      </button>
    </div>
  );
}
