import type { ChatError, Conversation } from "@serverlesschat/client";
import { useChatScope } from "../common/context.js";

/** In place of the composer: to whom one blocks one cannot write. */
export function BlockedNotice({ conversation }: { readonly conversation: Conversation }) {
  const { names, tell } = useChatScope();
  const unblock = () => {
    conversation.set({ blocked: false }).catch((error: ChatError) => tell(error.message));
  };
  return (
    <div class="blocked">
      <p>
        You have blocked <bdi>{names.of(conversation.peer)}</bdi>.
      </p>
      <button type="button" onClick={unblock}>
        Unblock
      </button>
    </div>
  );
}
