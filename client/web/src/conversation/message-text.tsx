import type { Content } from "@serverlesschat/client";
import type { ComponentChildren } from "preact";
import { useContext, useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { areLoaded, linksLoaded } from "../common/links.js";
import { MarkingContext } from "../common/marking.js";
import { type Part, partsOf } from "../common/markup.js";
import { isFewEmoji } from "../emoji/few-emoji.js";
import { t } from "../language/language.js";

/** Shorter texts are never tall. */
const LONG_TEXT = 400;
const MANY_LINES = 10;
/** The height of a line that has only the time. */
const TIME_PIXELS = 24;

/**
 * The text of a message, with formats and links. A tall text is cut until the user expands it.
 *
 * @param children shown at the end of the last line, or below a cut text
 */
export function MessageText({
  content,
  children,
}: {
  readonly content: Content;
  readonly children: ComponentChildren;
}) {
  const text = content.type === "text" ? content.text : undefined;
  const [isOpen, setOpen] = useState(false);
  const [paragraph, isTall] = useIsTall(text, isOpen);
  const hasLinks = useLinks();
  const parts = useMemo(() => (text === undefined ? undefined : partsOf(text)), [text, hasLinks]);
  const marking = useContext(MarkingContext);
  const mark = useMemo(() => marking?.in(text ?? ""), [marking, text]);
  const isCut = isTall && !isOpen;
  return (
    <>
      <p ref={paragraph} dir="auto" class={`said ${looksOf(text)} ${isOpen ? "" : "short"}`}>
        <span class="text">
          {parts ? <Parts parts={parts} mark={mark} /> : placeholderOf(content)}
        </span>
        {!isCut && children}
      </p>
      {isTall && (
        <div class="below-text">
          <button
            type="button"
            class="more"
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            {isOpen ? t.message.less : t.message.more}
          </button>
          {isCut && children}
        </div>
      )}
    </>
  );
}

/** Whether links are found. */
function useLinks(): boolean {
  const [isLoaded, setLoaded] = useState(areLoaded);
  useEffect(() => {
    void linksLoaded.then(setLoaded);
  }, []);
  return isLoaded;
}

/** Whether a text, with the time after it, is taller than the limit for a paragraph. */
function useIsTall(text: string | undefined, isOpen: boolean) {
  const paragraph = useRef<HTMLParagraphElement>(null);
  const [isTall, setTall] = useState(false);
  const mayBeTall = text !== undefined && isLong(text);
  useLayoutEffect(() => {
    const element = paragraph.current as HTMLElement;
    if (!mayBeTall || isOpen) {
      return;
    }
    const measure = () => {
      const { height = 0 } = element.firstElementChild?.getBoundingClientRect() ?? {};
      setTall(height + TIME_PIXELS > Number.parseFloat(getComputedStyle(element).maxHeight));
    };
    measure();
    const resized = new ResizeObserver(measure);
    resized.observe(element);
    return () => resized.disconnect();
  }, [mayBeTall, isOpen]);
  return [paragraph, isTall] as const;
}

/** Highlights the words of a search. */
type Mark = ((text: string) => ComponentChildren) | undefined;

function Parts({ parts, mark }: { readonly parts: readonly Part[]; readonly mark: Mark }) {
  return (
    <>
      {parts.map((part, index) => (
        <PartOfText key={index} part={part} mark={mark} />
      ))}
    </>
  );
}

function placeholderOf({ type }: Content): string {
  return type === "removed" ? t.message.removed : t.message.unknown;
}

function PartOfText({ part, mark }: { readonly part: Part; readonly mark: Mark }) {
  const shown = "text" in part ? (mark?.(part.text) ?? part.text) : null;
  switch (part.kind) {
    case "text":
      return <>{shown}</>;
    case "bold":
      return (
        <strong>
          <Parts parts={part.parts} mark={mark} />
        </strong>
      );
    case "italic":
      return (
        <em>
          <Parts parts={part.parts} mark={mark} />
        </em>
      );
    case "code":
      return <code>{shown}</code>;
    case "link":
      return (
        <a
          href={part.href}
          target="_blank"
          rel="noopener noreferrer"
          dir="ltr"
          data-host={part.host}
        >
          {shown}
        </a>
      );
  }
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
