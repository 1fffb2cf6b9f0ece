import { contentOf, isMessage } from "../protocol/content.js";
import { foldOf } from "../protocol/fold.js";
import { LIMITS } from "../protocol/limits.js";
import type { Entry, LastMessage } from "../protocol/model.js";

const CHARACTERS = typeof Intl.Segmenter === "function" ? new Intl.Segmenter() : undefined;

/** The last message of a conversation, for the list, after another entry. */
export function lastMessageAfter(
  last: LastMessage | undefined,
  entry: Entry,
): LastMessage | undefined {
  if (isMessage(entry)) {
    return entry.seq < (last?.seq ?? 0) ? last : lastMessageOf(entry);
  }
  const fold = foldOf(entry);
  if (!last?.preview || fold?.target !== last.seq) {
    return last;
  }
  const { edit, removedBy } = fold;
  return removedBy
    ? { ...last, preview: "" }
    : edit
      ? { ...last, preview: previewOf(edit.text) }
      : last;
}

function lastMessageOf(entry: Entry): LastMessage {
  const { seq, from, sentAt } = entry;
  const content = contentOf(entry);
  return { seq, from, preview: content.type === "text" ? previewOf(content.text) : "", sentAt };
}

/** The beginning of a text. It never ends within a character as people see it. */
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
