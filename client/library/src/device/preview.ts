import { contentOf, isMessage } from "../protocol/content.js";
import { foldOf, foldsIn } from "../protocol/fold.js";
import { LIMITS } from "../protocol/limits.js";
import type { Entry, Fold, LastMessage } from "../protocol/model.js";

const CHARACTERS = typeof Intl.Segmenter === "function" ? new Intl.Segmenter() : undefined;

/** The last message of a conversation, for the list, after another entry. */
export function lastMessageAfter(
  last: LastMessage | undefined,
  entry: Entry,
): LastMessage | undefined {
  if (isMessage(entry)) {
    return entry.seq < (last?.seq ?? 0) ? last : lastMessageOf(entry);
  }
  return last && folded(last, foldOf(entry));
}

/**
 * The last message of a conversation after older entries were added. Their last message may be
 * newer than the known one if all later entries are operations.
 *
 * @param later the folds of the operations after those entries
 */
export function lastMessageBefore(
  last: LastMessage | undefined,
  older: readonly Entry[],
  later: ReadonlyMap<number, Fold>,
): LastMessage | undefined {
  const newest = older.filter(isMessage).at(-1);
  if (!newest || newest.seq <= (last?.seq ?? 0)) {
    return last;
  }
  const { seq } = newest;
  return folded(folded(lastMessageOf(newest), foldsIn(older).get(seq)), later.get(seq));
}

/** A last message with its operations applied. */
function folded(last: LastMessage, fold: Fold | undefined): LastMessage {
  if (!last.preview || fold?.target !== last.seq) {
    return last;
  }
  const { edit, removedBy } = fold;
  const preview = removedBy ? "" : edit ? previewOf(edit.text) : last.preview;
  return { ...last, preview };
}

function lastMessageOf(entry: Entry): LastMessage {
  const { seq, from, sentAt } = entry;
  const content = contentOf(entry);
  return { seq, from, preview: content.type === "text" ? previewOf(content.text) : "", sentAt };
}

/** The beginning of a text. It never ends within a grapheme. */
function previewOf(text: string): string {
  const most = LIMITS.previewBytes;
  if (text.length <= most) {
    return text;
  }
  let preview = "";
  for (const character of characters(text)) {
    if (preview.length + character.length > most) {
      break;
    }
    preview += character;
  }
  return preview;
}

function* characters(text: string): Iterable<string> {
  if (CHARACTERS) {
    for (const { segment } of CHARACTERS.segment(text)) {
      yield segment;
    }
  } else {
    yield* text;
  }
}
