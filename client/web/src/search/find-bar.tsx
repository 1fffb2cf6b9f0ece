import type { Conversation } from "@serverlesschat/client";
import { type Finder, Query } from "@serverlesschat/client/search";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../common/icons.jsx";
import type { Marking } from "../common/marking.js";
import { t } from "../language/language.js";
import { markedWords } from "./marked.jsx";
import { canGoOn, statusOf, whyNot } from "./search-status.js";
import { useFinder } from "./use-finder.js";

/** The number of messages found at a time. */
const COUNT = 100;

/** The search in the open conversation, in the place of its header. */
export function FindBar({
  conversation,
  onGo,
  onMark,
  onClose,
}: {
  readonly conversation: Conversation;
  /** Called to show a message, while the focus stays here. */
  readonly onGo: (seq: number) => void;
  /** Called with the highlighting of the words. */
  readonly onMark: (marking: Marking | undefined) => void;
  readonly onClose: () => void;
}) {
  const [wanted, setWanted] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const finder = useFinder(wanted, conversation.peer, COUNT);
  const { place, step } = usePlace(conversation, finder, onGo);
  const current = finder?.hits[place]?.seq;
  useLayoutEffect(() => field.current?.focus(), []);
  useEffect(() => {
    const query = new Query(wanted);
    onMark({
      current,
      in: text => (query.isIn(text) ? part => markedWords(part, query) : undefined),
    });
  }, [wanted, current]);
  useEffect(() => () => onMark(undefined), []);
  const press = (event: KeyboardEvent) => {
    if (event.isComposing) {
      return;
    }
    if (event.key === "Enter" && event.target === field.current) {
      event.preventDefault();
      step(event.shiftKey ? -1 : 1);
    } else if (event.key === "Escape") {
      event.preventDefault();
      onClose();
    }
  };
  const hasHits = (finder?.hits.length ?? 0) > 0;
  return (
    <header class="find">
      <search onKeyDown={press}>
        <div class="find-field">
          <label>
            <span class="unseen">{t.search.find}</span>
            <input
              type="search"
              ref={field}
              value={wanted}
              placeholder={t.search.find}
              enterkeyhint="search"
              autocapitalize="off"
              spellcheck={false}
              onInput={event => setWanted(event.currentTarget.value)}
            />
          </label>
          <span class="find-status" role="status">
            {placeText(place, finder) ?? statusOf(wanted, finder)}
          </span>
        </div>
        <button
          type="button"
          class="round"
          disabled={!hasHits}
          aria-label={t.search.previous}
          onClick={() => step(1)}
        >
          <Icon name="up" />
        </button>
        <button
          type="button"
          class="round"
          disabled={!hasHits}
          aria-label={t.search.next}
          onClick={() => step(-1)}
        >
          <Icon name="down" />
        </button>
        <button type="button" class="round" aria-label={t.search.close} onClick={onClose}>
          <Icon name="close" />
        </button>
      </search>
    </header>
  );
}

/** The place among the messages found, of which the first is the newest. */
function usePlace(
  conversation: Conversation,
  finder: Finder | undefined,
  onGo: (seq: number) => void,
) {
  const [at, setAt] = useState<{ readonly finder: Finder | undefined; readonly place: number }>();
  const place = at?.finder === finder ? (at?.place ?? -1) : -1;
  const hits = finder?.hits ?? [];
  const [first] = hits;
  const go = (to: number) => {
    const hit = hits[to];
    if (hit) {
      setAt({ finder, place: to });
      onGo(hit.seq);
    }
  };
  // The first message is shown while the user types if it is on this device.
  const isNear = first !== undefined && first.seq > (conversation.state.base ?? Infinity);
  useEffect(() => {
    if (isNear && place < 0) {
      go(0);
    }
  }, [finder, isNear]);
  return {
    place: Math.min(place, hits.length - 1),
    step(steps: 1 | -1) {
      const to = place + steps;
      if (to >= hits.length && finder && canGoOn(finder)) {
        finder.more(COUNT);
      }
      // Beyond the last message found, the search begins at the other end.
      go(to < 0 ? hits.length - 1 : to < hits.length ? to : finder?.isComplete ? 0 : place);
    },
  };
}

/** The place as a text, once there is one and the search is not interrupted. */
function placeText(place: number, finder: Finder | undefined): string | undefined {
  const count = finder?.hits.length ?? 0;
  if (!finder || place < 0 || count === 0) {
    return undefined;
  }
  const of = t.search.place(place + 1, count, !finder.isComplete);
  return finder.error === undefined ? of : `${of} · ${whyNot(finder.error)}`;
}
