import {
  clearScreenDown,
  createInterface,
  cursorTo,
  type Interface,
  moveCursor,
} from "node:readline";
import { inline, nameOf } from "./text.js";

/** The dependencies of {@link Prompt}. */
export interface PromptPorts {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
  /** The recipient of the lines. */
  peer(): string | undefined;
  /** The completions of a line for the Tab key. */
  completions(line: string): string[];
}

/** The input line of a terminal. It shows the typed text, and stays below all other output. */
export class Prompt {
  readonly #ports: PromptPorts;
  readonly #lines: Interface;
  #closed = false;

  constructor(ports: PromptPorts) {
    const { input, output } = ports;
    const completer = (line: string): [string[], string] => [ports.completions(line), line];
    this.#ports = ports;
    this.#lines = createInterface({ input, output, completer, terminal: true });
    this.#lines.once("close", () => {
      this.#closed = true;
      output.write("\n");
    });
  }

  /** The lines that the user enters, until Ctrl-C, Ctrl-D or `close`. */
  async *lines(): AsyncGenerator<string, void, void> {
    this.#show();
    for await (const line of this.#lines) {
      yield line;
      this.#show();
    }
  }

  #show(): void {
    if (!this.#closed) {
      const peer = this.#ports.peer();
      this.#lines.setPrompt(peer === undefined ? "> " : `${inline(nameOf(peer))}> `);
      this.#lines.prompt(true);
    }
  }

  /** Writes lines in place of the input line, and the input line again below them. */
  above(write: () => void): void {
    if (!this.#closed) {
      const { output } = this.#ports;
      moveCursor(output, 0, -this.#lines.getCursorPos().rows);
      cursorTo(output, 0);
      clearScreenDown(output);
      // Otherwise readline moves up by the rows of its line again, and overwrites the new lines.
      Object.assign(this.#lines, { prevRows: 0 });
    }
    write();
    this.#show();
  }

  close(): void {
    this.#lines.close();
  }
}
