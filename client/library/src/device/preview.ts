import { contentOf, isMessage } from "../protocol/content.js";
import { foldOf } from "../protocol/fold.js";
import { LIMITS } from "../protocol/limits.js";
import type { Entry, Fold, LastMessage } from "../protocol/model.js";

const CHARACTERS = Intl.Segmenter && new Intl.Segmenter();

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

/** A message of the store, with the operations on it, as the last message of its conversation. */
export function lastMessageOf(entry: Entry, fold?: Fold): LastMessage {
  const { seq, from, sentAt } = entry;
  const content = contentOf(entry);
  const preview = content.type === "text" ? previewOf(content.text) : "";
  return folded({ seq, from, preview, sentAt }, fold);
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

/** The beginning of a text. It never ends within a grapheme. */
function previewOf(text: string): string {
  const most = LIMITS.previewBytes;
  if (text.length <= most) {
    return text;
  }
  let preview = "";
  const characters = CHARACTERS?.segment(text) ?? [...text].map(segment => ({ segment }));
  for (const { segment } of characters) {
    if (preview.length + segment.length > most) {
      break;
    }
    preview += segment;
  }
  return preview;
}
