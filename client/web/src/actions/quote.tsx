import { useChatScope } from "../common/context.js";
import { t } from "../language/language.js";
import { useActing } from "./acting.js";
import { snippetOf } from "./snippet.js";
import { nameOf } from "./who.js";

/** The message that another one answers. It leads there. */
export function Quote({ seq }: { readonly seq: number }) {
  const { me, names } = useChatScope();
  const acting = useActing();
  const message = acting.quoted(seq);
  const isKnown = message !== undefined && message !== "missing";
  const text = isKnown ? snippetOf(message) : message === "missing" ? t.actions.notHere : "…";
  return (
    <button
      type="button"
      class="quote"
      aria-label={t.actions.toQuoted(text)}
      onClick={() => acting.goTo(seq)}
    >
      <bdi class="quote-author">{isKnown ? nameOf(message.from, me, names) : "…"}</bdi>
      <span dir="auto">{text}</span>
    </button>
  );
}
