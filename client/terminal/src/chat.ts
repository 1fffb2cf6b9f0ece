import { setTimeout as sleep } from "node:timers/promises";
import { ChatClient } from "@serverlesschat/client";
import { FileStore } from "@serverlesschat/client/file";
import { helpLines } from "./help.js";
import { type Options, readOptions, SCRIPTS, USAGE, UsageError } from "./options.js";
import { Output } from "./output.js";
import { Session } from "./session.js";

const { stdin, stdout, stderr } = process;
const isTerminal = stdout.isTTY === true;
const output = new Output({
  out: stdout,
  err: stderr,
  isTerminal,
  hasColors: isTerminal && !process.env.NO_COLOR,
});

process.exitCode = await main().catch((error: Error) => {
  output.error(error.message);
  if (error instanceof UsageError) {
    output.error("./chat client --help shows all options");
  }
  return error instanceof UsageError ? 2 : 1;
});

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (!options) {
    for (const line of [...USAGE.split("\n"), ...helpLines(), ...SCRIPTS.split("\n")]) {
      output.line(line);
    }
    return 0;
  }
  const chat = await open(options);
  const screen = stdin.isTTY && isTerminal ? stdout : undefined;
  const session = new Session({ chat, output, input: stdin, screen, to: options.to });
  await chat.start();
  await session.run();
  if (!screen) {
    await until(chat, ["connection"], () => chat.connection.status === "online");
    await until(chat, ["outgoing", "changed"], () => isAllSent(chat));
  }
  await (options.waitSeconds < 0 ? forever() : sleep(options.waitSeconds * 1000));
  await chat.close();
  return !screen && session.hasRefused ? 1 : 0;
}

async function open({ user, url, path }: Options): Promise<ChatClient> {
  const store = await FileStore.open(path);
  const webSocketUrl = `${url.replace(/^http/, "ws").replace(/\/$/, "")}/prod`;
  return new ChatClient({ url: webSocketUrl, token: () => token(url, user), store });
}

async function token(url: string, user: string): Promise<string> {
  const request = { method: "POST", body: JSON.stringify({ user }) };
  const reply = await fetch(new URL("/dev/token", url), request).catch(() => {
    throw new Error(
      `No server answers at ${url}: start ./chat local, or set its address with --url`,
    );
  });
  if (!reply.ok) {
    throw new Error(`${url} returned no token for ${user}: ${await reply.text()}`);
  }
  return ((await reply.json()) as { token: string }).token;
}

/** Whether the server has answered all messages, and all operations on messages. */
function isAllSent(chat: ChatClient): boolean {
  return (
    chat.outgoing().every(({ status }) => status !== "waiting") && chat.operations().length === 0
  );
}

function until(
  chat: ChatClient,
  events: readonly ("connection" | "outgoing" | "changed")[],
  isTrue: () => boolean,
): Promise<void> {
  return new Promise(done => {
    const ends = events.map(event => chat.on(event, check));
    function check(): void {
      if (isTrue()) {
        for (const end of ends) {
          end();
        }
        done();
      }
    }
    check();
  });
}

/** Never resolves; the process runs until it is killed. */
function forever(): Promise<never> {
  return new Promise(() => {});
}
