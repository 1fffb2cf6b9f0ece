import { type Conversation, contentOf } from "@serverlesschat/client";
import { useEffect, useState } from "preact/hooks";
import { useChatScope } from "../common/context.js";
import { plainOf } from "../common/markup.js";
import { t } from "../language/language.js";

/** Reads the number of unread messages and the peer's new messages to screen readers. */
export function Announcer({
  conversation,
  unread,
}: {
  readonly conversation: Conversation;
  readonly unread: number;
}) {
  const { chat, names } = useChatScope();
  const [said, say] = useState("");
  // A screen reader reads only changes, so the text is set after the conversation is on the page.
  useEffect(() => {
    if (unread > 0) {
      say(t.conversation.unreadMessages(unread));
    }
  }, [unread]);
  useEffect(
    () =>
      chat.on("messages", ({ peer, messages }) => {
        const message = messages.findLast(({ mine }) => !mine);
        const content = message && contentOf(message);
        if (peer === conversation.peer && content?.type === "text") {
          say(`${names.of(peer)}: ${plainOf(content.text)}`);
        }
      }),
    [chat, conversation, names],
  );
  return (
    <p class="unseen" aria-live="polite">
      {said}
    </p>
  );
}
