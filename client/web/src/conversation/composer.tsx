import { type Conversation, textError } from "@serverlesschat/client";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { ComposerText } from "../common/composer-text.js";
import { useAgain, useChatScope } from "../common/context.js";
import { Icon } from "../common/icons.jsx";
import { hasTouch } from "../common/pointer.js";
import { EmojiPicker } from "../emoji/emoji-picker.jsx";
import { t } from "../language/language.js";
import { sends } from "./enter.js";
import { type Room, roomAfter } from "./room.js";

/** A message that is not saved within this time is reported. */
const SLOW_MS = 3_000;

/** The field for a message. Enter sends, Shift and Enter begin a new line. */
export function Composer({
  conversation,
  onSend,
}: {
  readonly conversation: Conversation;
  readonly onSend: () => void;
}) {
  const { names } = useChatScope();
  const [text, send] = useText(conversation);
  const area = useRef<HTMLTextAreaElement>(null);
  const composedAt = useRef(-Infinity);
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
  const insert = (sign: string) => {
    const field = area.current as HTMLTextAreaElement;
    field.setRangeText(sign, field.selectionStart, field.selectionEnd, "end");
    write(field.value);
    field.focus();
  };
  return (
    <form class="composer" onSubmit={submit}>
      <div class="grows" data-text={`${text.field}\n`}>
        <textarea
          ref={area}
          rows={1}
          dir="auto"
          placeholder={t.composer.write}
          aria-label={t.composer.messageTo(names.of(conversation.peer))}
          aria-invalid={room.kind === "over"}
          enterkeyhint={hasTouch() ? "enter" : "send"}
          value={text.field}
          onInput={event => write(event.currentTarget.value, event.data)}
          onCompositionEnd={({ timeStamp }) => {
            composedAt.current = timeStamp;
          }}
          onKeyDown={event => sends(event, hasTouch(), composedAt.current) && submit(event)}
          onBlur={() => void conversation.stopTyping().catch(() => {})}
        />
      </div>
      <Status room={room} saving={text.saving.length > 0} />
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
    const sent = text.send();
    conversation.send(sent).then(
      () => text.saved(sent),
      error => {
        text.failed(sent);
        fail(error);
      },
    );
  };
  return [text, send];
}

/** Shows how much can still be written near the limit, and that saving a message takes long. */
function Status({ room, saving }: { readonly room: Room; readonly saving: boolean }) {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = saving ? setTimeout(() => setSlow(true), SLOW_MS) : 0;
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [saving]);
  return (
    <span class={`composer-status ${room.kind}`} role="status">
      {room.kind === "left" && t.composer.charactersLeft(room.characters)}
      {room.kind === "over" && t.composer.charactersTooMany(room.characters)}{" "}
      {isSlow && t.composer.notSaved}
    </span>
  );
}
