import { contentOf, type MessageStatus } from "@serverlesschat/client";
import type { ComponentChildren } from "preact";
import { useContext } from "preact/hooks";
import { isLogged, type Target, useActing } from "../actions/acting.js";
import { Quote } from "../actions/quote.jsx";
import { Reactions } from "../actions/reactions.jsx";
import { snippetOf } from "../actions/snippet.js";
import { useMenuGestures } from "../actions/use-menu-gestures.js";
import { Icon } from "../common/icons.jsx";
import { MarkingContext } from "../common/marking.js";
import { Ticks } from "../common/ticks.jsx";
import { momentText, timeText } from "../common/times.js";
import { t } from "../language/language.js";
import { MessageText } from "./message-text.jsx";
import type { Setting } from "./rows.js";

/** One message, with its reactions and the button for its menu. */
export function Bubble({
  message,
  author,
  mine,
  setting,
  status,
  children,
}: {
  readonly message: Target;
  readonly author: string;
  readonly mine: boolean;
  readonly setting: Setting;
  /** Only for a message that the user sent. */
  readonly status?: MessageStatus;
  readonly children?: ComponentChildren;
}) {
  const acting = useActing();
  const gestures = useMenuGestures(beside => acting.openMenu(message, beside));
  const content = contentOf(message);
  const isText = content.type === "text";
  const [seq, at] = isLogged(message)
    ? [message.seq, message.sentAt]
    : [undefined, message.createdAt];
  const current = useContext(MarkingContext)?.current;
  const looks = [
    "message",
    mine && "own",
    setting.joins && "joins",
    setting.ends && "ends",
    seq !== undefined && seq === current && "found",
  ];
  return (
    <li class={looks.filter(Boolean).join(" ")} data-seq={seq}>
      <div class="stack">
        <div class="bubble" {...gestures}>
          <span class="unseen">{author}: </span>
          {isText && message.forwarded > 0 && (
            <p class="forwarded">
              <Icon name="forward" />
              {t.actions.forwarded}
            </p>
          )}
          {isText && message.replyTo !== undefined && <Quote seq={message.replyTo} />}
          <MessageText content={content}>
            <span class="when">
              <Edited message={message} />
              <time dateTime={new Date(at).toISOString()} title={momentText(at)}>
                {timeText(at)}
              </time>
              {status && <Ticks status={status} />}
            </span>
          </MessageText>
          {children}
        </div>
        {isLogged(message) && <Reactions message={message} />}
      </div>
      <button
        type="button"
        class="round act"
        aria-haspopup="menu"
        aria-label={t.actions.menuOf(snippetOf(message))}
        tabIndex={-1}
        onClick={event => acting.openMenu(message, event.currentTarget)}
        onContextMenu={event => {
          event.preventDefault();
          acting.openMenu(message, event.currentTarget);
        }}
      >
        <Icon name="more" />
      </button>
    </li>
  );
}

function Edited({ message }: { readonly message: Target }) {
  const edited = isLogged(message) ? message.edited : undefined;
  return edited ? (
    <span class="edited" title={edited.at === undefined ? undefined : momentText(edited.at)}>
      {t.actions.edited}
    </span>
  ) : null;
}
