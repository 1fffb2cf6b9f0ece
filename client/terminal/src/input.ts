import { nameOf } from "./text.js";

/** The possible recipients of a line of input. */
export interface Addressing {
  /** The chosen recipient; absent until one is chosen. */
  readonly peer: string | undefined;
  /** Whether the device has a conversation with this user. */
  isConversation(name: string): boolean;
  /**
   * Whether lines come from a program, so that a remark cannot be read before the next line is
   * sent.
   */
  readonly isScript: boolean;
}

/** The meaning of a line of input. */
export type Input =
  | { readonly type: "nothing" }
  | { readonly type: "command"; readonly name: string; readonly argument: string }
  | {
      readonly type: "text";
      readonly to: string;
      readonly text: string;
      /** A note for the user about the recipient of the text. */
      readonly remark?: string;
    }
  | { readonly type: "refused"; readonly reason: string };

const COMMAND = /^\s*(\/\S*)(?:\s+(.*))?$/s;
/** A name that may be typed before a text. Any other id needs `/to`. */
const ADDRESSED = /^([\x21-\x39\x3b-\x7e]{1,128}): +(.*\S.*)$/s;
const NAMED = /^(?:("(?:[^"\\]|\\.)*")|(\S+))(?:\s+(.*))?$/s;
const NUMBERED = /^\s*#(\d{1,15})(?:\s+(.*))?$/s;
const USER_ID = /^[\x20-\x7e]{1,128}$/;

/**
 * Reads a line of input. `NAME: TEXT` goes to NAME if no user is chosen, NAME is chosen, or, on a
 * terminal, there is a conversation with NAME. Otherwise it is a text with a colon for the chosen
 * user; in a script it is ambiguous and refused.
 */
export function read(line: string, addressing: Addressing): Input {
  if (line.trim() === "") {
    return { type: "nothing" };
  }
  const [, command, argument = ""] = COMMAND.exec(line) ?? [];
  if (command) {
    return { type: "command", name: command, argument };
  }
  const [, name, rest] = ADDRESSED.exec(line) ?? [];
  return name && rest ? addressed(line, name, rest, addressing) : say(line, addressing.peer);
}

/** An unchanged text for the chosen user. */
export function say(text: string, peer: string | undefined): Input {
  return peer === undefined
    ? { type: "refused", reason: "Choose a recipient first: /to NAME" }
    : { type: "text", to: peer, text };
}

function addressed(line: string, name: string, text: string, addressing: Addressing): Input {
  const { peer, isScript } = addressing;
  if (peer === undefined || name === peer || (!isScript && addressing.isConversation(name))) {
    return { type: "text", to: name, text };
  }
  if (isScript) {
    const reason = `Not sent, because it could be for ${name} or for ${nameOf(peer)}: start the line with /to ${name} or with /say`;
    return { type: "refused", reason };
  }
  const remark = `sent to ${nameOf(peer)}: you have no conversation with ${name}; /to ${name} starts one`;
  return { type: "text", to: peer, text: line, remark };
}

/**
 * Reads `NAME [TEXT]`, with NAME in quotes if it contains spaces.
 *
 * @returns undefined if the name cannot be a user id
 */
export function readNamed(argument: string): { name: string; text: string } | undefined {
  const [, quoted, plain, text = ""] = NAMED.exec(argument) ?? [];
  const name = quoted === undefined ? plain : unquoted(quoted);
  return name !== undefined && USER_ID.test(name) ? { name, text } : undefined;
}

function unquoted(quoted: string): string | undefined {
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return undefined; // An invalid escape sequence, so no user id.
  }
}

/** Reads `[#NUMBER] [TEXT]`. */
export function readNumbered(argument: string): { number: number | undefined; text: string } {
  const [, digits, text = ""] = NUMBERED.exec(argument) ?? [];
  return digits === undefined
    ? { number: undefined, text: argument.trim() }
    : { number: Number(digits), text: text.trim() };
}

/**
 * The command that the user most likely meant: one that starts with the input, or is one or two
 * typos away.
 */
export function nearest(typed: string, commands: readonly string[]): string | undefined {
  const name = typed.toLowerCase();
  const [best] = commands
    .map(command => ({
      command,
      edits: command.startsWith(name) ? 0 : editsBetween(name, command),
    }))
    .filter(({ command, edits }) => edits <= 2 && edits < command.length - 1)
    .sort((a, b) => a.edits - b.edits);
  return best?.command;
}

/** The Levenshtein distance: the number of characters to insert, remove or replace. */
function editsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}
