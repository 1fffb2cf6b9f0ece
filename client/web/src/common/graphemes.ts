const SEGMENTER = globalThis.Intl?.Segmenter
  ? new Intl.Segmenter(undefined, { granularity: "grapheme" })
  : undefined;

/**
 * A grapheme cluster for browsers without `Intl.Segmenter`: a flag, or a character with its marks,
 * variation selectors and joined characters.
 */
const APPROXIMATE = /\p{RI}\p{RI}|\r\n|.(?:\p{M}|\p{EMod}|[\u{e0020}-\u{e007f}]|\u200d.?)*/gsu;

/** The characters of a text as a reader counts them (grapheme clusters). */
export function* graphemes(text: string): Generator<string, void, void> {
  if (SEGMENTER) {
    for (const { segment } of SEGMENTER.segment(text)) {
      yield segment;
    }
  } else {
    yield* approximateGraphemes(text);
  }
}

/** The same without `Intl.Segmenter`. */
export function* approximateGraphemes(text: string): Generator<string, void, void> {
  for (const [sign] of text.matchAll(APPROXIMATE)) {
    yield sign;
  }
}

/** The first characters of a text. */
export function firstGraphemes(text: string, count: number): string[] {
  const first: string[] = [];
  for (const sign of graphemes(text)) {
    if (first.length === count) {
      break;
    }
    first.push(sign);
  }
  return first;
}
