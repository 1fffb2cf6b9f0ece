import {
  type Content,
  contentOf,
  type Message,
  type MessageStatus,
  type OutgoingMessage,
} from "@serverlesschat/client";
import type { ComponentChildren } from "preact";
import { textOf } from "../common/texts.js";
import { Ticks } from "../common/ticks.jsx";
import { momentText, timeText } from "../common/times.js";
import { t } from "../language/language.js";
import { MessageText } from "./message-text.jsx";
import type { Setting } from "./rows.js";

/** One message. */
export function Bubble({
  content,
  at,
  author,
  mine,
  setting,
  seq,
  status,
  children,
}: {
  readonly content: Content;
  readonly at: number;
  readonly author: string;
  readonly mine: boolean;
  readonly setting: Setting;
  readonly seq?: number | undefined;
  readonly status?: MessageStatus;
  readonly children?: ComponentChildren;
}) {
  const looks = ["message", mine && "own", setting.joins && "joins", setting.ends && "ends"];
  return (
    <li class={looks.filter(Boolean).join(" ")} data-seq={seq}>
      <div class="bubble">
        <span class="unseen">{author}: </span>
        <MessageText content={content}>
          <span class="when">
            <time dateTime={new Date(at).toISOString()} title={momentText(at)}>
              {timeText(at)}
            </time>
            {status && <Ticks status={status} />}
          </span>
        </MessageText>
        {children}
      </div>
    </li>
  );
}

/** A message of the log. */
export function LoggedBubble({
  message,
  setting,
  author,
  status,
}: {
  readonly message: Message;
  readonly setting: Setting;
  readonly author: string;
  readonly status: MessageStatus;
}) {
  return (
    <Bubble
      content={contentOf(message)}
      at={message.sentAt}
      author={author}
      mine={message.mine}
      setting={setting}
      seq={message.seq}
      {...(message.mine && { status })}
    />
  );
}

/** A message that is pending in the outbox, or was rejected. */
export function OutgoingBubble({
  message,
  setting,
  status,
  onRetry,
  onDiscard,
}: {
  readonly message: OutgoingMessage;
  readonly setting: Setting;
  readonly status: MessageStatus;
  readonly onRetry: () => void;
  readonly onDiscard: () => void;
}) {
  const { createdAt, rejected } = message;
  return (
    <Bubble
      content={contentOf(message)}
      at={createdAt}
      author={t.message.you}
      mine
      setting={setting}
      status={status}
    >
      {rejected && (
        <div class="refused">
          <span>{t.message.notSent(textOf(rejected))}</span>
          <button type="button" onClick={onRetry}>
            {t.message.tryAgain}
          </button>
          <button type="button" onClick={onDiscard}>
            {t.message.delete}
          </button>
        </div>
      )}
    </Bubble>
  );
}
