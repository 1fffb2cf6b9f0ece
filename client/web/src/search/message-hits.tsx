import type { Hit } from "@serverlesschat/client/search";
import { Avatar } from "../common/avatar.jsx";
import { useMinute } from "../common/clock.js";
import { useChatScope } from "../common/context.js";
import type { Goal } from "../common/goal.js";
import { addressOf } from "../common/route.js";
import { shortText } from "../common/times.js";
import { UserName } from "../common/user-name.jsx";
import { t } from "../language/language.js";
import { excerptOf } from "./excerpt.js";
import { marked } from "./marked.jsx";
import { canGoOn, statusOf } from "./search-status.js";
import { useFinder } from "./use-finder.js";

/** The number of messages found at a time. */
const COUNT = 20;

/** The messages that contain what the user searches for. */
export function MessageHits({
  wanted,
  onGoal,
}: {
  readonly wanted: string;
  readonly onGoal: (goal: Goal) => void;
}) {
  const finder = useFinder(wanted, undefined, COUNT);
  const now = useMinute();
  const hits = finder?.hits ?? [];
  return (
    <section class="hits">
      <h2>{t.search.messages}</h2>
      <ul>
        {hits.map(hit => (
          <HitRow
            key={`${hit.seq} ${hit.peer}`}
            hit={hit}
            query={wanted}
            now={now}
            onGoal={onGoal}
          />
        ))}
      </ul>
      <p role="status">{statusOf(wanted, finder)}</p>
      {finder && canGoOn(finder) && (
        <button type="button" class="plain" onClick={() => finder.more(COUNT)}>
          {finder.error === undefined ? t.search.more : t.message.tryAgain}
        </button>
      )}
    </section>
  );
}

function HitRow({
  hit,
  query,
  now,
  onGoal,
}: {
  readonly hit: Hit;
  readonly query: string;
  readonly now: number;
  readonly onGoal: (goal: Goal) => void;
}) {
  const { me, names } = useChatScope();
  const { peer, seq, from, sentAt, snippet } = hit;
  const { text, matches } = excerptOf(snippet, query);
  return (
    <li>
      <a class="row hit" href={addressOf(peer)} onClick={() => onGoal({ peer, seq })}>
        <Avatar user={peer} name={names.of(peer)} />
        <span class="name">
          <UserName user={peer} />
        </span>
        <span class="at">{shortText(sentAt, now)}</span>
        <span class="excerpt">
          {from === me && <span class="from">{t.message.you}: </span>}
          <span dir="auto">{marked(text, matches)}</span>
        </span>
      </a>
    </li>
  );
}
