import type { Conversation, OutgoingMessage } from "@serverlesschat/client";
import { Fragment } from "preact";
import { isLogged, type Target } from "../actions/acting.js";
import { useMinute } from "../common/clock.js";
import { useChatScope } from "../common/context.js";
import { textOf } from "../common/texts.js";
import { dayText } from "../common/times.js";
import { t } from "../language/language.js";
import { Bubble } from "./bubble.jsx";
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
  const messages: readonly Target[] = [...timeline.messages, ...outgoing];
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
  readonly message: Target;
  readonly setting: Setting;
}) {
  const { names } = useChatScope();
  const mine = !isLogged(message) || message.mine;
  // The message has an unsent operation.
  const isWaiting = isLogged(message) && message.isChanging;
  return (
    <Bubble
      message={message}
      author={mine ? t.message.you : names.of(conversation.peer)}
      mine={mine}
      setting={setting}
      {...(mine && { status: isWaiting ? "waiting" : conversation.status(message) })}
    >
      {!isLogged(message) && <Refused conversation={conversation} message={message} />}
    </Bubble>
  );
}

/** The reason why a message was not sent, and the user's options. */
function Refused({
  conversation,
  message: { clientMessageId, rejected },
}: {
  readonly conversation: Conversation;
  readonly message: OutgoingMessage;
}) {
  const { fail } = useChatScope();
  return rejected ? (
    <div class="refused">
      <span>{t.message.notSent(textOf(rejected))}</span>
      <button type="button" onClick={() => void conversation.retry(clientMessageId).catch(fail)}>
        {t.message.tryAgain}
      </button>
      <button type="button" onClick={() => void conversation.discard(clientMessageId).catch(fail)}>
        {t.message.delete}
      </button>
    </div>
  ) : null;
}
