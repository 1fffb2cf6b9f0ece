import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { fileURLToPath } from "node:url";

const CHAT = fileURLToPath(new URL("../../dist/chat.js", import.meta.url));
const NODE = [process.execPath, "--experimental-websocket", "--no-warnings", CHAT];

/** The reason why there is no pseudo terminal, or false if there is one. */
export const noTerminal: string | false =
  process.platform !== "win32" &&
  spawnSync("script", ["--version"], { encoding: "utf8" }).stdout?.includes("util-linux")
    ? false
    : "SKIPPED: a pseudo terminal needs `script` from util-linux";

/** The terminal client as a process. */
export class Program {
  readonly #process: ChildProcess;
  #changed = () => {};
  #awaited: string | undefined;
  /** The output on standard output, or on the terminal. */
  output = "";
  errors = "";
  /** Resolves with the exit code. */
  readonly ended: Promise<number | null>;

  private constructor(command: readonly string[]) {
    const [name = "", ...args] = command;
    const env = { ...process.env, NO_COLOR: "1", TERM: "xterm" };
    const child = spawn(name, args, { env, stdio: ["pipe", "pipe", "pipe"] });
    this.#process = child;
    child.stdout.setEncoding("utf8").on("data", text => {
      this.output += text;
      this.#changed();
    });
    child.stderr.setEncoding("utf8").on("data", text => {
      this.errors += text;
    });
    this.ended = new Promise(done => child.on("close", done));
  }

  /** Runs it in a script with these lines as input. */
  static script(args: readonly string[], ...lines: string[]): Program {
    const program = new Program([...NODE, ...args]);
    program.#process.stdin?.end(lines.map(line => `${line}\n`).join(""));
    return program;
  }

  /** Runs it on a pseudo terminal. */
  static onTerminal(t: TestContext, args: readonly string[]): Program {
    const command = [...NODE, ...args].map(word => `'${word.replaceAll("'", `'\\''`)}'`).join(" ");
    const program = new Program(["script", "-qfec", command, "/dev/null"]);
    t.after(() => program.#process.kill());
    t.signal.addEventListener("abort", () => program.#abort());
    return program;
  }

  /** Presses keys. */
  type(keys: string): void {
    this.#process.stdin?.write(keys);
  }

  /** Ends the process. */
  stop(): void {
    this.#process.kill();
  }

  #abort(): void {
    if (this.#awaited !== undefined) {
      console.error(`Never showed ${this.#awaited}: ${JSON.stringify(this.output)}`);
    }
  }

  /** Resolves once the output contains a text; gives the position after it. */
  async shows(text: string, from = 0): Promise<number> {
    for (;;) {
      const at = this.output.indexOf(text, from);
      this.#awaited = at < 0 ? text : undefined;
      if (at >= 0) {
        return at + text.length;
      }
      const ended = await Promise.race([
        this.ended,
        new Promise<undefined>(changed => {
          this.#changed = () => changed(undefined);
        }),
      ]);
      if (ended !== undefined && !this.output.includes(text, from)) {
        throw new Error(`It ended with ${ended} without showing ${text}:\n${this.output}`);
      }
    }
  }
}

/** A folder for the devices of one test. */
export function folder(t: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), "chat-terminal-"));
  t.after(() => rmSync(path, { recursive: true, force: true }));
  return path;
}
