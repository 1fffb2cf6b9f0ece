import type { Message, MessageStatus, OutgoingMessage } from "@serverlesschat/client";
import type { ComponentChildren } from "preact";
import { Ticks } from "../common/ticks.jsx";
import { momentText, timeText } from "../common/times.js";
import { isFewEmoji } from "./emoji.js";

/** One message. */
export function Bubble({
  text,
  at,
  author,
  mine,
  seq,
  status,
  children,
}: {
  /** Absent if it was removed. */
  readonly text: string | undefined;
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
        <p dir="auto" class={`text ${looksOf(text)}`}>
          {text ?? "This message was removed."}
        </p>
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

function looksOf(text: string | undefined): string {
  if (text === undefined) {
    return "removed";
  }
  return isFewEmoji(text) ? "few-emoji" : "";
}

/** A message in its place. */
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
      text={message.body?.text}
      at={message.sentAt}
      author={author}
      mine={message.mine}
      seq={message.seq}
      {...(message.mine && { status })}
    />
  );
}

/** A message that waits in the outbox, or was refused. */
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
  const { body, createdAt, rejected } = message;
  return (
    <Bubble text={body.text} at={createdAt} author="You" mine status={status}>
      {rejected && (
        <div class="refused">
          <span>{reasonOf(rejected)}</span>
          <button type="button" onClick={onRetry}>
            Try again
          </button>
          <button type="button" onClick={onDiscard}>
            Delete
          </button>
        </div>
      )}
    </Bubble>
  );
}

function reasonOf({ code, message }: { readonly code: string; readonly message: string }): string {
  switch (code) {
    case "unknownUser":
      return "Not sent: nobody has this user id yet.";
    case "recipientUnavailable":
      return "Not sent: this user cannot be written to.";
    case "rateLimited":
      return "Not sent: too many messages at once.";
    default:
      return `Not sent: ${message}`;
  }
}
