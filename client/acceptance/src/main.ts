import { parseArgs } from "node:util";
import { CASES } from "./cases.js";
import { chaos } from "./chaos.js";
import { Chat } from "./chat.js";
import { local, withTokenCommand } from "./target.js";

const SIDE_BY_SIDE = 4;

const HELP = `Runs the acceptance cases of docs/protocol.md against a server.

Usage: npm run acceptance -- --url URL --token-command COMMAND [--only TEXT]
       npm run acceptance -- --local http://localhost:8080 [--faults] [--only TEXT]

  --url URL                the WebSocket URL, such as wss://….amazonaws.com/prod
  --token-command COMMAND  a shell command that gets a user id and prints a token for that user;
                           if the token has a verified phone number, a case also finds the user
                           by this number
  --local ADDRESS          the address of a running ./chat local, instead of the two options above
  --faults                 instead of the cases, let two users with two devices each write with the
                           client library while ./chat local injects faults
  --only TEXT              run only cases whose name contains this text
  --help                   show this text

Each case creates its own users. The exit code is 1 if a case fails.`;

const { values } = parseArgs({
  options: {
    url: { type: "string" },
    "token-command": { type: "string" },
    local: { type: "string" },
    faults: { type: "boolean" },
    only: { type: "string", default: "" },
    help: { type: "boolean", short: "h" },
  },
});
const command = values["token-command"];
const target = values.local
  ? local(values.local)
  : values.url && command && withTokenCommand(values.url, command);
if (values.help || !target || (values.faults && !values.local)) {
  console.log(HELP);
  process.exit(values.help ? 0 : 2);
}

async function run(name: string, body: () => Promise<void>): Promise<void> {
  try {
    await body();
    console.log(`ok      ${name}`);
  } catch (error) {
    console.log(`FAILED  ${name}\n${error instanceof Error ? error.stack : error}`);
    process.exitCode = 1;
  }
}

if (values.faults) {
  await run("no message is lost, duplicated or out of order under faults", () =>
    chaos(target, values.local as string),
  );
} else {
  const cases = Object.entries(CASES).filter(([name]) => name.includes(values.only));
  const worker = async () => {
    for (let next = cases.shift(); next; next = cases.shift()) {
      const [name, body] = next;
      const chat = new Chat(target, crypto.randomUUID().slice(0, 8));
      await run(name, () => body(chat));
      chat.close();
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
}
process.exit();
