import { LIMITS } from "../protocol/limits.js";

const CHARACTERS = typeof Intl.Segmenter === "function" ? new Intl.Segmenter() : undefined;

/** The beginning of a text, for the list. It never ends within a character as people see it. */
export function previewOf(text: string): string {
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
