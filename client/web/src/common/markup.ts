import { type Link, linksIn } from "./links.js";

/** A part of a message's text. */
export type Part =
  | { readonly kind: "text" | "code"; readonly text: string }
  | { readonly kind: "bold" | "italic"; readonly parts: readonly Part[] }
  | { readonly kind: "link"; readonly text: string; readonly href: string; readonly host?: string };

/** A range of a text without formats inside: code or a link. */
interface Atom {
  readonly from: number;
  readonly to: number;
  readonly part: Part;
}

const KINDS = { "*": "bold", _: "italic" } as const;
type Mark = keyof typeof KINDS;

/** Next to these, a mark is an ordinary character, such as in `snake_case` or `/etc/*`. */
const JOINS = /[\p{L}\p{M}\p{N}/\\@#&=%+$<>^|~]/u;
const BLANK = /\s/u;
/** A format cannot end with these, since `src/*` is a path. */
const NOT_LAST = /[\s/\\]/u;

/**
 * Splits a text into its formats: `*bold*`, `_italic_`, `` `code` `` and links. A format does not
 * extend over several lines. Its marks are outside words, and directly beside the text between
 * them.
 */
export function partsOf(text: string): Part[] {
  const code = codeIn(text);
  const links = linksIn(text)
    .filter(link => !code.some(({ from, to }) => link.from < to && from < link.to))
    .map(link => atomOf(link, text));
  const atoms = [...code, ...links].sort((one, other) => one.from - other.from);
  return new Parser(text, atoms).parse(0, text.length, "");
}

/** The characters of a text without the marks of its formats. */
export function plainOf(text: string): string {
  return partsOf(text).map(plainOfPart).join("");
}

function plainOfPart(part: Part): string {
  return "parts" in part ? part.parts.map(plainOfPart).join("") : part.text;
}

function atomOf({ from, to, href, host }: Link, text: string): Atom {
  const shown = text.slice(from, to);
  return { from, to, part: { kind: "link", text: shown, href, ...(host && { host }) } };
}

function codeIn(text: string): Atom[] {
  const atoms: Atom[] = [];
  for (let from = text.indexOf("`"); from >= 0; ) {
    const close = opens(text, from) ? closing(text, from, text.length, () => undefined) : -1;
    if (close > 0) {
      const part = { kind: "code", text: text.slice(from + 1, close) } as const;
      atoms.push({ from, to: close + 1, part });
    }
    from = text.indexOf("`", Math.max(from, close) + 1);
  }
  return atoms;
}

/** Finds bold and italic text between the atoms. */
class Parser {
  readonly #text: string;
  readonly #atoms: ReadonlyMap<number, Atom>;

  constructor(text: string, atoms: readonly Atom[]) {
    this.#text = text;
    this.#atoms = new Map(atoms.map(atom => [atom.from, atom]));
  }

  /**
   * The parts of a range.
   *
   * @param within the marks around the range, which cannot occur inside it
   */
  parse(from: number, to: number, within: string): Part[] {
    const parts: Part[] = [];
    /** The position up to which the mark has no closing mark. */
    const unclosed = { "*": from, _: from };
    let plain = from;
    for (let at = from; at < to; ) {
      const found = this.#atoms.get(at) ?? this.#format(at, to, within, unclosed);
      if (found) {
        parts.push(...this.#textOf(plain, at), found.part);
        plain = found.to;
      }
      at = found?.to ?? at + 1;
    }
    return [...parts, ...this.#textOf(plain, to)];
  }

  #textOf(from: number, to: number): Part[] {
    return from < to ? [{ kind: "text", text: this.#text.slice(from, to) }] : [];
  }

  /** The bold or italic text that begins at a position. */
  #format(
    at: number,
    to: number,
    within: string,
    unclosed: Record<Mark, number>,
  ): Atom | undefined {
    const mark = this.#text[at] as Mark;
    if (!(mark in KINDS) || within.includes(mark) || at < unclosed[mark]) {
      return undefined;
    }
    if (!opens(this.#text, at)) {
      return undefined;
    }
    const close = closing(this.#text, at, to, place => this.#atoms.get(place)?.to);
    if (close < 0) {
      unclosed[mark] = lineEnd(this.#text, at);
      return undefined;
    }
    const parts = this.parse(at + 1, close, within + mark);
    return { from: at, to: close + 1, part: { kind: KINDS[mark], parts } };
  }
}

/** Whether the mark at a position can begin a format. */
function opens(text: string, at: number): boolean {
  const [before, mark, after] = [characterBefore(text, at), text[at], text[at + 1] ?? " "];
  return before !== mark && !JOINS.test(before) && after !== mark && !BLANK.test(after);
}

function closes(text: string, at: number): boolean {
  const [before, mark, after] = [text[at - 1] ?? " ", text[at], characterAt(text, at + 1)];
  return before !== mark && !NOT_LAST.test(before) && after !== mark && !JOINS.test(after);
}

/**
 * The position of the mark that closes the one at `open`; -1 if there is none in the line.
 *
 * @param skip the position after the atom at a position, if there is one
 */
function closing(
  text: string,
  open: number,
  to: number,
  skip: (place: number) => number | undefined,
): number {
  const end = Math.min(to, lineEnd(text, open));
  for (let at = open + 1; at < end; ) {
    if (at > open + 1 && text[at] === text[open] && closes(text, at)) {
      return at;
    }
    at = skip(at) ?? at + 1;
  }
  return -1;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

function characterAt(text: string, at: number): string {
  return String.fromCodePoint(text.codePointAt(at) ?? 0x20);
}

function characterBefore(text: string, at: number): string {
  return [...text.slice(Math.max(0, at - 2), at)].at(-1) ?? " ";
}
