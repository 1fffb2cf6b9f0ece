import { type Conversation, textError } from "@serverlesschat/client";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { useActing } from "../actions/acting.js";
import { snippetOf } from "../actions/snippet.js";
import { nameOf } from "../actions/who.js";
import type { ComposerText } from "../common/composer-text.js";
import { useAgain, useChatScope } from "../common/context.js";
import { Icon } from "../common/icons.jsx";
import { hasTouch } from "../common/pointer.js";
import { EmojiPicker } from "../emoji/emoji-picker.jsx";
import { t } from "../language/language.js";
import { ComposerBar } from "./composer-bar.jsx";
import { MessageField } from "./message-field.jsx";
import { roomAfter } from "./room.js";
import { RoomStatus } from "./room-status.jsx";

/** A message that is not saved within this time is reported. */
const SLOW_MS = 3_000;

/** The field for a message. Enter sends, Shift and Enter begin a new line. */
export function Composer({
  conversation,
  onSend,
  onEditLast,
}: {
  readonly conversation: Conversation;
  readonly onSend: () => void;
  /** Called when the user wants to edit the last message. */
  readonly onEditLast: () => void;
}) {
  const { names } = useChatScope();
  const [text, send] = useText(conversation);
  const area = useRef<HTMLTextAreaElement>(null);
  const room = roomAfter(text.unsent);
  const canSend = textError(text.unsent) === undefined;

  useLayoutEffect(() => {
    if (!hasTouch()) {
      area.current?.focus();
    }
  }, []);
  const write = (value: string, inserted?: string | null) => {
    text.typed(value, inserted);
    // A failure is ignored, because typing is only a hint for the peer.
    (value === "" ? conversation.stopTyping() : conversation.typing()).catch(() => {});
  };
  const submit = (event: Event) => {
    event.preventDefault();
    if (canSend) {
      send();
      onSend();
      area.current?.focus();
    }
  };
  const answered = useAnswered(text.replyTo);
  const press = (event: KeyboardEvent) => {
    if (event.key === "Escape" && text.replyTo !== undefined && !event.isComposing) {
      event.preventDefault(); // Otherwise the page would close the conversation.
      text.answer(undefined);
    } else if (event.key === "ArrowUp" && text.field === "" && text.replyTo === undefined) {
      event.preventDefault();
      onEditLast();
    }
  };
  const insert = (sign: string) => {
    const field = area.current as HTMLTextAreaElement;
    field.setRangeText(sign, field.selectionStart, field.selectionEnd, "end");
    write(field.value);
    field.focus();
  };
  return (
    <form class="composer" onSubmit={submit}>
      {answered !== undefined && (
        <ComposerBar
          title={answered.title}
          text={answered.text}
          cancel={t.actions.cancelReply}
          onCancel={() => text.answer(undefined)}
        />
      )}
      <MessageField
        area={area}
        label={t.composer.messageTo(names.of(conversation.peer))}
        text={text.field}
        isTooLong={room.kind === "over"}
        onWrite={write}
        onSubmit={submit}
        onKey={press}
        onBlur={() => void conversation.stopTyping().catch(() => {})}
      />
      <RoomStatus room={room}>
        <Saving isSaving={text.saving.length > 0} />
      </RoomStatus>
      <button type="button" class="round emoji" popovertarget="emoji" aria-label={t.emoji.title}>
        <Icon name="smile" />
      </button>
      <EmojiPicker id="emoji" onPick={insert} />
      <button type="submit" class="primary round" disabled={!canSend} aria-label={t.composer.send}>
        <Icon name="send" />
      </button>
    </form>
  );
}

/** The text of the composer, and a function that sends it. */
function useText(conversation: Conversation): [ComposerText, () => void] {
  const { drafts, fail } = useChatScope();
  const again = useAgain();
  const text = drafts.of(conversation.peer);
  useLayoutEffect(() => {
    text.onChange = again;
    return () => {
      text.onChange = undefined;
    };
  }, [text, again]);
  const send = () => {
    const { replyTo } = text;
    const sent = text.send();
    conversation.send(sent, replyTo === undefined ? {} : { replyTo }).then(
      () => text.saved(sent),
      error => {
        text.failed(sent);
        fail(error);
      },
    );
  };
  return [text, send];
}

/** The beginning of the message to which the text replies. */
function useAnswered(seq: number | undefined) {
  const { me, names } = useChatScope();
  const acting = useActing();
  if (seq === undefined) {
    return undefined;
  }
  const message = acting.quoted(seq);
  return typeof message !== "object"
    ? { title: t.actions.reply, text: "…" }
    : { title: t.actions.replyTo(nameOf(message.from, me, names)), text: snippetOf(message) };
}

/** Shows a notice if saving a message takes long. */
function Saving({ isSaving }: { readonly isSaving: boolean }) {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = isSaving ? setTimeout(() => setSlow(true), SLOW_MS) : 0;
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [isSaving]);
  return <>{isSlow && t.composer.notSaved}</>;
}
