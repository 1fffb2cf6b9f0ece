import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { useChatScope } from "../common/context.js";
import { hasTouch } from "../common/pointer.js";
import { browserStorage } from "../common/storage.js";
import { t } from "../language/language.js";
import { KeptEmoji } from "./kept-emoji.js";
import { moved } from "./moves.js";
import { type Emoji, type EmojiTable, search } from "./table.js";
import { TONES, type Tone, withTone } from "./tones.js";

export { loadTable } from "./table.js";

export interface EmojiPanelProps {
  readonly table: EmojiTable;
  readonly onPick: (sign: string) => void;
}

/** A named part of the table. */
interface Group {
  readonly name: string;
  readonly emoji: readonly Emoji[];
}

/** A search field, the emoji in groups, and the skin tones. */
export function EmojiPanel({ table, onPick }: EmojiPanelProps) {
  const { me } = useChatScope();
  const kept = useMemo(() => new KeptEmoji(browserStorage, me), [me]);
  const [tone, setTone] = useState(kept.tone);
  const [wanted, setWanted] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const recent = useMemo(() => recentOf(table, kept.recent), [table, kept]);
  const isSearching = wanted.trim() !== "";
  const groups = useMemo(
    () =>
      isSearching
        ? [{ name: t.emoji.found, emoji: search(table, wanted) }]
        : [{ name: t.emoji.recent, emoji: recent }, ...groupsOf(table)],
    [table, recent, isSearching, wanted],
  ).filter(({ emoji }) => emoji.length > 0);
  const found = groups.flatMap(({ emoji }) => emoji);
  const cells = () => [...(list.current?.querySelectorAll("button") ?? [])];
  useLayoutEffect(() => (hasTouch() ? cells()[0] : field.current)?.focus(), []);
  // Tab reaches only the cell that had the focus last. There are too many cells to render them
  // again.
  useLayoutEffect(() => reach(cells(), cells()[0]), [groups.length, wanted, tone]);
  const go = (event: KeyboardEvent, to: number | undefined) => {
    if (to !== undefined) {
      event.preventDefault();
      (cells()[to] ?? field.current)?.focus();
    }
  };
  const pick = ({ sign, hasTones }: Emoji) => {
    kept.used(sign);
    onPick(hasTones ? withTone(sign, tone) : sign);
  };
  const press = (event: KeyboardEvent) => {
    const sizes = groups.map(({ emoji }) => emoji.length);
    const from = cells().indexOf(event.target as HTMLButtonElement);
    go(event, moved(event.key, sizes, from, document.documentElement.dir === "rtl"));
  };
  const pressInField = (event: KeyboardEvent) => {
    const [first] = found;
    if (event.key === "ArrowDown") {
      go(event, 0);
    } else if (event.key === "Enter" && isSearching && first && !event.isComposing) {
      event.preventDefault();
      pick(first);
    }
  };
  const choose = (event: Event) => {
    const cell = (event.target as Element).closest("button");
    const chosen = cell && found[cells().indexOf(cell)];
    if (chosen) {
      pick(chosen);
    }
  };
  return (
    <>
      <input
        ref={field}
        type="search"
        aria-label={t.emoji.search}
        placeholder={t.emoji.search}
        autocomplete="off"
        value={wanted}
        onInput={event => setWanted(event.currentTarget.value)}
        onKeyDown={pressInField}
      />
      <p class="unseen" role="status">
        {isSearching && t.emoji.count(found.length)}
      </p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the buttons in it are clicked. */}
      <div
        ref={list}
        class="emoji-groups"
        onKeyDown={press}
        onClick={choose}
        onFocusIn={event => reach(cells(), event.target as HTMLElement)}
      >
        {groups.map(group => (
          <EmojiGroup key={group.name} group={group} tone={tone} />
        ))}
        {found.length === 0 && <p class="nothing">{t.emoji.count(0)}</p>}
      </div>
      <Tones
        tone={tone}
        onChoose={chosen => {
          kept.tone = chosen;
          setTone(chosen);
        }}
      />
    </>
  );
}

function EmojiGroup({ group, tone }: { readonly group: Group; readonly tone: Tone }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for the fields of a form.
    <div class="emoji-group" role="group" aria-label={group.name}>
      <p aria-hidden="true">{group.name}</p>
      <div class="emoji-table">
        {group.emoji.map(({ sign, name, hasTones }) => (
          <button key={sign} type="button" aria-label={name} title={name} tabIndex={-1}>
            {hasTones ? withTone(sign, tone) : sign}
          </button>
        ))}
      </div>
    </div>
  );
}

function Tones({
  tone,
  onChoose,
}: {
  readonly tone: Tone;
  readonly onChoose: (tone: Tone) => void;
}) {
  return (
    <fieldset class="tones">
      <legend class="unseen">{t.emoji.tone}</legend>
      {TONES.map((each, index) => (
        <label key={each}>
          <input
            type="radio"
            name="tone"
            aria-label={t.emoji.tones[index]}
            checked={each === tone}
            onChange={() => onChoose(each)}
          />
          <span aria-hidden="true">{withTone("✋", each)}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** Makes one of the cells reachable by Tab. */
function reach(cells: readonly HTMLElement[], chosen: HTMLElement | undefined): void {
  for (const cell of cells) {
    cell.tabIndex = cell === chosen ? 0 : -1;
  }
}

function groupsOf(table: EmojiTable): Group[] {
  return table.map((emoji, index) => ({ name: t.emoji.groups[index] ?? "", emoji }));
}

function recentOf(table: EmojiTable, signs: readonly string[]): Emoji[] {
  const all = table.flat();
  return signs.flatMap(sign => all.find(emoji => emoji.sign === sign) ?? []);
}
