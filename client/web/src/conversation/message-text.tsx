import type { Content } from "@serverlesschat/client";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { t } from "../language/language.js";
import { isFewEmoji } from "./emoji.js";

/** Shorter texts are never tall. */
const LONG_TEXT = 400;
const MANY_LINES = 10;

/** The text of a message. A tall one is cut until the user opens it. */
export function MessageText({ content }: { readonly content: Content }) {
  const text = content.type === "text" ? content.text : undefined;
  const paragraph = useRef<HTMLParagraphElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [isTall, setTall] = useState(false);
  const mayBeTall = text !== undefined && isLong(text);
  useLayoutEffect(() => {
    const element = paragraph.current as HTMLElement;
    if (!mayBeTall || isOpen) {
      return;
    }
    const measure = () => setTall(element.scrollHeight > element.clientHeight + 1);
    measure();
    const resized = new ResizeObserver(measure);
    resized.observe(element);
    return () => resized.disconnect();
  }, [mayBeTall, isOpen]);
  return (
    <>
      <p ref={paragraph} dir="auto" class={`text ${looksOf(text)} ${isOpen ? "" : "short"}`}>
        {text ?? placeholderOf(content)}
      </p>
      {(isTall || isOpen) && (
        <button type="button" class="more" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? t.message.less : t.message.more}
        </button>
      )}
    </>
  );
}

function placeholderOf({ type }: Content): string {
  return type === "removed" ? t.message.removed : t.message.unknown;
}

function isLong(text: string): boolean {
  return text.length > LONG_TEXT || text.split(/[\n\r\v\f\u0085\u2028\u2029]/u).length > MANY_LINES;
}

function looksOf(text: string | undefined): string {
  if (text === undefined) {
    return "removed";
  }
  return isFewEmoji(text) ? "few-emoji" : "";
}
