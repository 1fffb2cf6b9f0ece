import { type Conversation, textError } from "@serverlesschat/client";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Target } from "../actions/acting.js";
import { snippetOf } from "../actions/snippet.js";
import { useChatScope } from "../common/context.js";
import { Icon } from "../common/icons.jsx";
import { t } from "../language/language.js";
import { ComposerBar } from "./composer-bar.jsx";
import { MessageField } from "./message-field.jsx";
import { roomAfter } from "./room.js";
import { RoomStatus } from "./room-status.jsx";

/** The field for the new text of a message, in place of the composer. Escape closes it. */
export function EditComposer({
  conversation,
  message,
  onDone,
}: {
  readonly conversation: Conversation;
  readonly message: Target;
  readonly onDone: () => void;
}) {
  const { fail } = useChatScope();
  const before = message.body?.text ?? "";
  const [text, setText] = useState(before);
  const area = useRef<HTMLTextAreaElement>(null);
  const room = roomAfter(text);
  const canSave = textError(text) === undefined;
  useLayoutEffect(() => {
    const field = area.current as HTMLTextAreaElement;
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  }, []);
  const save = (event: Event) => {
    event.preventDefault();
    if (text === before) {
      onDone();
    } else if (canSave) {
      conversation.edit(message, text).then(onDone, fail);
    }
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Escape" && !event.isComposing) {
      event.preventDefault(); // Otherwise the page would close the conversation.
      onDone();
    }
  };
  return (
    <form class="composer" onSubmit={save}>
      <ComposerBar
        title={t.actions.editing}
        text={snippetOf(message)}
        cancel={t.actions.cancelEdit}
        onCancel={onDone}
      />
      <MessageField
        area={area}
        label={t.actions.editMessage}
        text={text}
        isTooLong={room.kind === "over"}
        onWrite={setText}
        onSubmit={save}
        onKey={press}
      />
      <RoomStatus room={room} />
      <button type="submit" class="primary round" disabled={!canSave} aria-label={t.actions.save}>
        <Icon name="done" />
      </button>
    </form>
  );
}
