import type { Conversation, Message, OutgoingMessage } from "@serverlesschat/client";
import { Fragment } from "preact";
import { useMinute } from "../common/clock.js";
import { useChatScope } from "../common/context.js";
import { dayText } from "../common/times.js";
import { t } from "../language/language.js";
import { LoggedBubble, OutgoingBubble } from "./bubble.jsx";
import { JUMP_TO_DATE } from "./jump-to-date.jsx";
import { type Setting, settingsOf } from "./rows.js";
import type { Timeline } from "./timeline.js";
import { firstUnread, type Unread } from "./unread.js";

/** The messages on the page, with lines between days and before the first unread message. */
export function MessageRows({
  conversation,
  timeline,
  outgoing,
  unreadAtFirst,
}: {
  readonly conversation: Conversation;
  readonly timeline: Timeline;
  /** The messages of this device that have no place in the log yet. */
  readonly outgoing: readonly OutgoingMessage[];
  readonly unreadAtFirst: Unread;
}) {
  const now = useMinute();
  const messages: readonly (Message | OutgoingMessage)[] = [...timeline.messages, ...outgoing];
  const settings = settingsOf(
    messages.map(message =>
      isLogged(message)
        ? { mine: message.mine, at: message.sentAt, seq: message.seq }
        : { mine: true, at: message.createdAt },
    ),
    firstUnread(unreadAtFirst, timeline.messages, timeline.after),
  );
  return (
    <>
      {messages.map((message, index) => {
        const setting = settings[index] as Setting;
        return (
          <Fragment key={isLogged(message) ? message.seq : message.clientMessageId}>
            {setting.startsDay && (
              <li class="day">
                <button type="button" popovertarget={JUMP_TO_DATE}>
                  {dayText(isLogged(message) ? message.sentAt : message.createdAt, now)}
                </button>
              </li>
            )}
            {setting.isNew && (
              <li class="new">
                <span>{t.conversation.newMessages}</span>
              </li>
            )}
            <MessageRow conversation={conversation} message={message} setting={setting} />
          </Fragment>
        );
      })}
    </>
  );
}

function MessageRow({
  conversation,
  message,
  setting,
}: {
  readonly conversation: Conversation;
  readonly message: Message | OutgoingMessage;
  readonly setting: Setting;
}) {
  const { names, fail } = useChatScope();
  const status = conversation.status(message);
  return isLogged(message) ? (
    <LoggedBubble
      message={message}
      setting={setting}
      author={message.mine ? t.message.you : names.of(conversation.peer)}
      status={status}
    />
  ) : (
    <OutgoingBubble
      message={message}
      setting={setting}
      status={status}
      onRetry={() => void conversation.retry(message.clientMessageId).catch(fail)}
      onDiscard={() => void conversation.discard(message.clientMessageId).catch(fail)}
    />
  );
}

function isLogged(message: Message | OutgoingMessage): message is Message {
  return "sentAt" in message;
}
