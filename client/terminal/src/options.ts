import { homedir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

export const USAGE = `Chat in the terminal, with the client library.

Usage: ./chat client --user NAME [options]

  --user NAME    your user id; ./chat local gives every user a token
  --to NAME      the recipient; in a script, every line is then a message to NAME
  --url URL      the address of ./chat local (default http://localhost:8080)
  --device NAME  the device, which keeps its history and unsent messages (default terminal)
  --store DIR    the folder of the devices (default ~/.serverless-chat)
  --wait SECONDS time to wait for messages after the end of input (default 0; -1: forever)
  --help         show this text

Start ./chat local. Then start each of these in a terminal of its own:

  ./chat client --user alice
  ./chat client --user bob

In Alice's terminal, type  bob: hi  to send a message to Bob; later lines then go to Bob too.
Messages written offline are sent later.
`;

export const SCRIPTS = `
In a script, lines come from standard input:

  echo 'the build is done' | ./chat client --user ci --to bob

Without --to, the first line chooses the recipient as above, and only /to NAME changes it.
The command ends when all messages are sent, with exit code 1 if a line or a message was refused.
Each message is printed as one line, PEER<tab>SEQ<tab>FROM<tab>TEXT, with TEXT as JSON. Messages
that were printed count as read.`;

/** The options of the program. */
export interface Options {
  readonly user: string;
  readonly to: string | undefined;
  readonly url: string;
  /** The file of the device. */
  readonly path: string;
  /** Seconds to wait for messages after the end of input; forever if negative. */
  readonly waitSeconds: number;
}

/** Thrown for wrong options; the message names the option and the expected value. */
export class UsageError extends Error {}

/**
 * Reads the arguments of the program.
 *
 * @returns undefined if they request help
 * @throws {@link UsageError}
 */
export function readOptions(args: string[]): Options | undefined {
  const values = parsed(args);
  if (values.help) {
    return undefined;
  }
  const { user, to, url, device, store } = values;
  if (!user) {
    throw new UsageError("--user is missing: add --user NAME");
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

/** Replaces `--wait -1` by `--wait=-1`, since parseArgs refuses the former. */
function withJoinedWait(args: string[]): string[] {
  const at = args.indexOf("--wait");
  const value = args[at + 1] ?? "";
  return at >= 0 && /^-\d/.test(value)
    ? [...args.slice(0, at), `--wait=${value}`, ...args.slice(at + 2)]
    : args;
}

/** Encodes a name as a file name inside its folder. */
function fileName(name: string): string {
  return encodeURIComponent(name).replace(/^\./, "%2E");
}
