import { type Conversation, contentOf, type Message } from "@serverlesschat/client";
import { useEffect, useState } from "preact/hooks";
import { saidOfChange } from "../actions/said.js";
import { useChatScope } from "../common/context.js";
import { plainOf } from "../common/markup.js";
import { t } from "../language/language.js";
import type { Timeline } from "./timeline.js";

/**
 * Announces the number of unread messages, new messages, and changes of messages to screen readers.
 */
export function Announcer({
  conversation,
  timeline,
  unread,
  notice,
}: {
  readonly conversation: Conversation;
  readonly timeline: Timeline;
  readonly unread: number;
  /** The announcement of the page. */
  readonly notice: string;
}) {
  const { chat, names } = useChatScope();
  const [said, say] = useState("");
  // A screen reader reads only changes, so the text is set after the conversation is on the page.
  useEffect(() => {
    if (unread > 0) {
      say(t.conversation.unreadMessages(unread));
    }
  }, [unread]);
  useEffect(() => {
    if (notice !== "") {
      say(notice);
    }
  }, [notice]);
  useEffect(() => {
    const { peer } = conversation;
    const changed = async (before: readonly Message[]) => {
      for (const message of before) {
        const now = await conversation.message(message.seq);
        if (!now) {
          // The text of a hidden message must not stay on the page.
          const hidden = plainOf(message.body?.text ?? "");
          say(last => (last.endsWith(hidden) ? "" : last));
        }
        const text = now && saidOfChange(message, now, names.of(peer));
        if (text) {
          say(text);
        }
      }
    };
    const offs = [
      chat.on("messages", event => {
        const message = event.messages.findLast(({ mine }) => !mine);
        const content = message && contentOf(message);
        if (event.peer === peer && content?.type === "text") {
          say(`${names.of(peer)}: ${plainOf(content.text)}`);
        }
      }),
      chat.on("cleared", event => event.peer === peer && say("")),
      chat.on("changed", event => {
        if (event.peer === peer) {
          // Messages that are not on the page are not announced either.
          const before = timeline.messages.filter(({ seq }) => event.seqs.includes(seq));
          changed(before).catch(error => console.error(error));
        }
      }),
    ];
    return () => {
      for (const off of offs) {
        off();
      }
    };
  }, [chat, conversation, timeline, names]);
  return (
    <p class="unseen" aria-live="polite">
      {said}
    </p>
  );
}
