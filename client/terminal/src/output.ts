import { styleText } from "node:util";
import {
  type ConversationState,
  contentOf,
  type Hit,
  type Message,
  type OutgoingMessage,
  type OutgoingOperation,
} from "@serverlesschat/client";
import { inline, json, lines, nameOf } from "./text.js";

type Style = Parameters<typeof styleText>[0];

/** The streams for output. */
export interface Screen {
  readonly out: { write(text: string): unknown };
  readonly err: { write(text: string): unknown };
  /** Whether the output is a terminal; if so, messages are formatted and notes are shown. */
  readonly isTerminal: boolean;
  readonly hasColors: boolean;
}

/**
 * Writes all output of this program. Other users choose names, messages and parts of errors, so
 * this class makes every line safe for a terminal. No other code writes to standard output or
 * error.
 */
export class Output {
  readonly #screen: Screen;
  /** Runs a function that writes lines; a prompt replaces it to keep its input line below them. */
  above: (write: () => void) => void = write => write();

  constructor(screen: Screen) {
    this.#screen = screen;
  }

  /**
   * Writes a message: `FROM: TEXT` on a terminal, otherwise `PEER<tab>SEQ<tab>FROM<tab>TEXT`.
   *
   * @param isNumbered whether the message has its number on a terminal
   */
  message(message: Message, isNumbered = false): void {
    const { peer, seq, from, mine, replyTo } = message;
    const text = textOf(message);
    if (!this.#screen.isTerminal) {
      const fields = [peer, String(seq), from].map(inline);
      this.above(() => this.#screen.out.write(`${[...fields, json(text)].join("\t")}\n`));
      return;
    }
    const to = `${mine ? ` → ${nameOf(peer)}` : ""}${replyTo ? ` (to #${replyTo})` : ""}`;
    const head = `${isNumbered ? `#${seq} ` : ""}${nameOf(from)}${to}:`;
    const [first = "", ...rest] = lines(`${text}${remarksOf(message)}`);
    this.above(() => {
      this.#put(this.#screen.out, mine ? "green" : "cyan", head, ` ${first}`);
      for (const line of rest) {
        this.#put(this.#screen.out, "dim", "  |", ` ${line}`);
      }
    });
  }

  /**
   * Writes a message that a search has found, with its number: `PEER #SEQ FROM: SNIPPET` on a
   * terminal, otherwise in the form of a message.
   */
  hit({ peer, seq, from, snippet }: Hit): void {
    if (this.#screen.isTerminal) {
      const head = `${nameOf(peer)} #${seq} ${nameOf(from)}:`;
      this.above(() => this.#put(this.#screen.out, "cyan", head, ` ${snippet}`));
    } else {
      const fields = [peer, String(seq), from].map(inline);
      this.above(() => this.#screen.out.write(`${[...fields, json(snippet)].join("\t")}\n`));
    }
  }

  /** Writes a conversation of the list. */
  conversation({ peer, unread, lastMessage }: ConversationState): void {
    const count = unread > 0 ? ` (${unread} unread)` : "";
    this.line(`${nameOf(peer)}${count}: ${lastMessage?.preview ?? ""}`);
  }

  /** Writes a message of this device that is not in the log yet. */
  outgoing({ peer, status, body, rejected }: OutgoingMessage, number: number): void {
    const state = rejected ? `refused (${rejected.code})` : status;
    this.line(`${number}  ${state}  ${nameOf(peer)}: ${body.text ?? ""}`);
  }

  /** Writes an edit, a removal or a reaction of this device that is not in the log yet. */
  operation({ peer, type, target, text, emoji }: OutgoingOperation): void {
    const what = text ?? (emoji === "" ? "-" : (emoji ?? ""));
    this.line(`-  waiting  ${nameOf(peer)}: ${type}${target ? ` #${target}` : ""} ${what}`);
  }

  /** Writes one line of the result of a command. */
  line(text: string): void {
    this.above(() => this.#put(this.#screen.out, "reset", "", text));
  }

  /** Writes an error and its remedy. */
  error(text: string): void {
    this.above(() => this.#put(this.#screen.err, "red", text));
  }

  /** Writes a note for users, which programs do not need. */
  note(text: string): void {
    if (this.#screen.isTerminal) {
      this.above(() => this.#put(this.#screen.err, "dim", `[${text}]`));
    }
  }

  #put(stream: Screen["out"], style: Style, styled: string, plain = ""): void {
    const safe = inline(styled);
    const head = this.#screen.hasColors && safe !== "" ? styleText(style, safe) : safe;
    stream.write(`${head}${inline(plain)}\n`);
  }
}

const PLACEHOLDERS = {
  removed: "(removed)",
  unknown: "(this message needs a newer version of the client)",
};

function textOf(message: Message): string {
  const content = contentOf(message);
  return content.type === "text" ? content.text : PLACEHOLDERS[content.type];
}

/** That a message was edited, and the reactions to it. */
function remarksOf({ edited, reactions }: Message): string {
  const from = reactions.map(reaction => `${reaction.emoji} ${nameOf(reaction.from)}`).join(", ");
  return `${edited ? " (edited)" : ""}${from ? ` [${from}]` : ""}`;
}
