import { homedir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs, styleText } from "node:util";
import { ChatClient, type ChatError, type Message } from "@serverlesschat/client";
import { FileStore } from "@serverlesschat/client/file";

const HELP = `A chat in the terminal, on the client library.

Usage: ./chat client --user NAME [options]

  --user NAME    who you are: ./chat local gives anybody a token
  --url URL      where ./chat local runs (default http://localhost:8080)
  --device NAME  the device: it keeps its history and what is not sent yet (default terminal)
  --store DIR    where devices are kept (default ~/.serverless-chat)
  --wait SECONDS once input has ended, wait so long for messages (default 0; -1: for ever)
  --help         this text

Start ./chat local; then, each in a terminal of its own:

  ./chat client --user alice
  ./chat client --user bob

Both must have connected once. Then Alice types
  bob: hi              to write to Bob; what you write while offline is sent later
  how are you?         to write to Bob again
  /history             to see the newest messages
  /list                to see your conversations
  /quit                or Ctrl-D, to leave; what is not sent yet is sent next time

In a script, lines come from standard input, and it ends when all are sent:
  echo 'bob: the build is done' | ./chat client --user ci
What is shown counts as read. Piped, a message is one line: PEER<tab>SEQ<tab>FROM<tab>TEXT, the text as JSON.`;

const { values } = parseArgs({
  options: {
    user: { type: "string" },
    url: { type: "string", default: "http://localhost:8080" },
    device: { type: "string", default: "terminal" },
    store: { type: "string", default: join(homedir(), ".serverless-chat") },
    wait: { type: "string", default: "0" },
    help: { type: "boolean", short: "h" },
  },
});

if (values.help || !values.user) {
  console.log(HELP);
  process.exit(values.help ? 0 : 2);
}
const { user, url, device, store } = values;
const isTerminal = process.stdout.isTTY === true;

function tell(text: string): void {
  if (isTerminal) {
    process.stderr.write(`${styleText("dim", text)}\n`);
  }
}

async function token(): Promise<string> {
  const reply = await fetch(new URL("/dev/token", url), {
    method: "POST",
    body: JSON.stringify({ user }),
  }).catch(() => {
    throw new Error(`Nothing answers at ${url}: start ./chat local`);
  });
  return ((await reply.json()) as { token: string }).token;
}

const chat = new ChatClient({
  url: `${url.replace(/^http/, "ws").replace(/\/$/, "")}/prod`,
  token,
  store: await FileStore.open(join(store, encodeURIComponent(user), `${device}.jsonl`)).catch(
    (error: ChatError) => {
      console.error(error.message);
      return process.exit(1);
    },
  ),
});

function show({ peer, seq, from, mine, body }: Message): void {
  const text = body?.text ?? "(removed)";
  if (isTerminal) {
    const clean = text.replaceAll(/(?![\n\t])\p{Cc}/gu, "\u{fffd}");
    console.log(
      `${styleText(mine ? "green" : "cyan", mine ? `${from} → ${peer}` : from)} ${clean}`,
    );
  } else {
    console.log([peer, seq, from, JSON.stringify(text)].join("\t"));
  }
}

chat.on("error", ({ message }) => console.error(message));
chat.on("messages", ({ peer, messages }) => {
  messages.forEach(show);
  if (messages.some(({ mine }) => !mine)) {
    void chat.conversation(peer).markRead();
  }
});
chat.on("connection", state => {
  const retry =
    state.status === "offline" ? `, next try ${new Date(state.retryAt).toLocaleTimeString()}` : "";
  tell(`[${state.status}${retry}]`);
});
chat.on("outgoing", ({ peer, status, rejected }) => {
  if (status === "failed") {
    process.exitCode = 1;
    console.error(`not sent to ${peer}: ${rejected?.message} (${rejected?.code})`);
  }
});
const read = new Map<string, number>();
chat.on("conversation", ({ peer, peerRead, lastMessage }) => {
  if (
    peerRead > (read.get(peer) ?? 0) &&
    lastMessage?.from !== peer &&
    peerRead === lastMessage?.seq
  ) {
    tell(`[${peer} has read it]`);
  }
  read.set(peer, peerRead);
});

let peer = "";

async function command(line: string): Promise<void> {
  if (line === "/list") {
    for (const { peer: other, unread, lastMessage } of chat.conversations()) {
      console.log(
        `${other}${unread > 0 ? ` (${unread} unread)` : ""}: ${lastMessage?.preview ?? ""}`,
      );
    }
  } else if (line === "/history" && peer) {
    (await chat.conversation(peer).page({ limit: 20 })).messages.forEach(show);
  } else if (line === "/quit") {
    lines.close();
  } else if (line.trim() !== "") {
    const [, to, text = line] = /^([\x21-\x39\x3b-\x7e]{1,128}): (.*)$/s.exec(line) ?? [];
    peer = to ?? peer;
    if (peer) {
      await chat.conversation(peer).send(text);
    } else {
      console.error("To whom? Begin with a name: bob: hi");
    }
  }
}

async function until(event: "connection" | "outgoing", isSo: () => boolean): Promise<void> {
  while (!isSo()) {
    await new Promise(changed => chat.on(event, changed));
  }
}

await chat.start();
const lines = createInterface({ input: process.stdin, prompt: "", terminal: isTerminal });
for await (const line of lines) {
  await command(line).catch((error: Error) => console.error(error.message));
}
if (!isTerminal) {
  await until("connection", () => chat.connection.status === "online");
  await until("outgoing", () => chat.outgoing().every(({ status }) => status !== "waiting"));
}
const wait = Number(values.wait);
if (wait !== 0) {
  await new Promise(end => wait > 0 && setTimeout(end, wait * 1000));
}
await chat.close();
