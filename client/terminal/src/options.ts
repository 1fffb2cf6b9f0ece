import { homedir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

export const USAGE = `Chat in the terminal, with the client library.

Usage: ./chat client --user NAME [options]

  --user NAME    who you are; ./chat local gives anyone a token
  --to NAME      whom you write to; in a script, every line is then a message to NAME
  --url URL      where ./chat local runs (default http://localhost:8080)
  --device NAME  the device; it keeps its history and unsent messages (default terminal)
  --store DIR    where devices are kept (default ~/.serverless-chat)
  --wait SECONDS after the end of input, wait this long for messages (default 0; -1: forever)
  --help         this text

Start ./chat local. Then start one of these in each of two terminals:

  ./chat client --user alice
  ./chat client --user bob

Alice types  bob: hi  and from then on writes to Bob. Messages written offline are sent later.
`;

export const SCRIPTS = `
In a script, lines come from standard input:

  echo 'the build is done' | ./chat client --user ci --to bob

Without --to, the first line chooses as above, and only /to NAME chooses someone else later.
The script ends when all messages are sent, with 1 if a line or a message was refused. Output is one line
per message, PEER<tab>SEQ<tab>FROM<tab>TEXT, with TEXT as JSON. Messages shown count as read.`;

/** How the program was started. */
export interface Options {
  readonly user: string;
  readonly to: string | undefined;
  readonly url: string;
  /** The file of the device. */
  readonly path: string;
  /** How long to wait for messages once input has ended; negative: forever. */
  readonly waitSeconds: number;
}

/** Wrong options: the message says which, and what is right. */
export class UsageError extends Error {}

/**
 * Reads the arguments of the program.
 *
 * @returns nothing if they ask for help
 * @throws {@link UsageError}
 */
export function readOptions(args: string[]): Options | undefined {
  const values = parsed(args);
  if (values.help) {
    return undefined;
  }
  const { user, to, url, device, store } = values;
  if (!user) {
    throw new UsageError("--user is missing: who are you?");
  }
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) {
    throw new UsageError(`--url must be an http or https address, not ${url}`);
  }
  const waitSeconds = Number(values.wait);
  if (values.wait.trim() === "" || !Number.isFinite(waitSeconds)) {
    throw new UsageError(`--wait must be a number of seconds, not ${values.wait}`);
  }
  const path = join(store, fileName(user), `${fileName(device)}.jsonl`);
  return { user, to, url, path, waitSeconds };
}

function parsed(args: string[]) {
  try {
    return parseArgs({
      args: withJoinedWait(args),
      options: {
        user: { type: "string" },
        to: { type: "string" },
        url: { type: "string", default: "http://localhost:8080" },
        device: { type: "string", default: "terminal" },
        store: { type: "string", default: join(homedir(), ".serverless-chat") },
        wait: { type: "string", default: "0" },
        help: { type: "boolean", short: "h", default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** The same arguments, with `--wait=-1` for `--wait -1`, which parseArgs refuses. */
function withJoinedWait(args: string[]): string[] {
  const at = args.indexOf("--wait");
  const value = args[at + 1] ?? "";
  return at >= 0 && /^-\d/.test(value)
    ? [...args.slice(0, at), `--wait=${value}`, ...args.slice(at + 2)]
    : args;
}

/** A name that stays inside its folder. */
function fileName(name: string): string {
  return encodeURIComponent(name).replace(/^\./, "%2E");
}
