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

/** One message. */
export function Bubble({
  content,
  at,
  author,
  mine,
  seq,
  status,
  children,
}: {
  readonly content: Content;
  readonly at: number;
  readonly author: string;
  readonly mine: boolean;
  readonly seq?: number | undefined;
  readonly status?: MessageStatus;
  readonly children?: ComponentChildren;
}) {
  return (
    <li class={mine ? "message own" : "message"} data-seq={seq}>
      <div class="bubble">
        <span class="unseen">{author}: </span>
        <MessageText content={content} />
        <span class="when">
          <time dateTime={new Date(at).toISOString()} title={momentText(at)}>
            {timeText(at)}
          </time>
          {status && <Ticks status={status} />}
        </span>
        {children}
      </div>
    </li>
  );
}

/** A message of the log. */
export function LoggedBubble({
  message,
  author,
  status,
}: {
  readonly message: Message;
  readonly author: string;
  readonly status: MessageStatus;
}) {
  return (
    <Bubble
      content={contentOf(message)}
      at={message.sentAt}
      author={author}
      mine={message.mine}
      seq={message.seq}
      {...(message.mine && { status })}
    />
  );
}

/** A message that is pending in the outbox, or was rejected. */
export function OutgoingBubble({
  message,
  status,
  onRetry,
  onDiscard,
}: {
  readonly message: OutgoingMessage;
  readonly status: MessageStatus;
  readonly onRetry: () => void;
  readonly onDiscard: () => void;
}) {
  const { createdAt, rejected } = message;
  return (
    <Bubble content={contentOf(message)} at={createdAt} author={t.message.you} mine status={status}>
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
