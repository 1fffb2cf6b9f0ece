import type { ChatError, Conversation } from "@serverlesschat/client";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { useChatScope } from "../common/context.js";
import { Icon } from "../common/icons.jsx";
import { MESSAGE_BYTES_MAX } from "../common/limits.js";
import { EmojiPicker } from "./emoji-picker.jsx";

/** Where one writes. Enter sends, Shift and Enter begin a new line. */
export function Composer({ conversation }: { readonly conversation: Conversation }) {
  const { names, tell } = useChatScope();
  const [text, setText] = useState("");
  const area = useRef<HTMLTextAreaElement>(null);
  const over = new TextEncoder().encode(text).length - MESSAGE_BYTES_MAX;
  const canSend = text.trim() !== "" && over <= 0;

  useLayoutEffect(() => {
    if (matchMedia("(pointer: fine)").matches) {
      area.current?.focus();
    }
  }, []);
  const write = (value: string) => {
    setText(value);
    void (value === "" ? conversation.stopTyping() : conversation.typing());
  };
  const send = () => {
    if (canSend) {
      setText("");
      conversation.send(text).catch((error: ChatError) => {
        setText(text);
        tell(`Not sent: ${error.message}`);
      });
      area.current?.focus();
    }
  };
  const insert = (sign: string) => {
    const field = area.current as HTMLTextAreaElement;
    field.setRangeText(sign, field.selectionStart, field.selectionEnd, "end");
    write(field.value);
    field.focus();
  };
  const key = (event: KeyboardEvent) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      send();
    }
  };
  return (
    <form
      class="composer"
      onSubmit={event => {
        event.preventDefault();
        send();
      }}
    >
      <div class="grows" data-text={`${text}\n`}>
        <textarea
          ref={area}
          rows={1}
          dir="auto"
          placeholder="Write a message"
          aria-label={`Message to ${names.of(conversation.peer)}`}
          aria-invalid={over > 0}
          value={text}
          onInput={event => write(event.currentTarget.value)}
          onKeyDown={key}
          onBlur={() => void conversation.stopTyping()}
        />
      </div>
      {over > 0 && (
        <span class="over" role="status">
          {over} bytes too long
        </span>
      )}
      <EmojiPicker onPick={insert} />
      <button type="submit" class="primary round" disabled={!canSend} aria-label="Send">
        <Icon name="send" />
      </button>
    </form>
  );
}
