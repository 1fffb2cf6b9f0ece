import { useChatScope } from "../common/context.js";
import { t } from "../language/language.js";
import { useActing } from "./acting.js";
import type { Absent } from "./quotes.js";
import { snippetOf } from "./snippet.js";
import { nameOf } from "./who.js";

/** A quote of the message to which another one replies. A click on it jumps to that message. */
export function Quote({ seq }: { readonly seq: number }) {
  const { me, names } = useChatScope();
  const acting = useActing();
  const message = acting.quoted(seq);
  const isKnown = typeof message === "object";
  const text = isKnown ? snippetOf(message) : absentText(message);
  return (
    <button type="button" class="quote" onClick={() => acting.goTo(seq)}>
      <span class="unseen">{t.actions.inReplyTo} </span>
      <bdi class="quote-author">{isKnown ? nameOf(message.from, me, names) : "…"}</bdi>
      <span dir="auto">{text}</span>
    </button>
  );
}

function absentText(why: Absent | undefined): string {
  return why === undefined ? "…" : why === "hidden" ? t.actions.hidden : t.actions.notHere;
}
