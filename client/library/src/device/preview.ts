import { contentOf } from "../protocol/content.js";
import { LIMITS } from "../protocol/limits.js";
import type { Entry, LastMessage } from "../protocol/model.js";

const CHARACTERS = typeof Intl.Segmenter === "function" ? new Intl.Segmenter() : undefined;

/** A message as the last one of its conversation, for the list. */
export function lastMessageOf(entry: Entry): LastMessage {
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
