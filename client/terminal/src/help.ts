/** A command as `/help` explains it. */
interface Help {
  readonly usage: string;
  readonly does: string;
}

export const HISTORY_LIMIT = 20;

/** The commands there are. */
export const COMMANDS = {
  "/to": {
    usage: "/to NAME [TEXT]",
    does: 'choose whom to write to; put a name with spaces in quotes: /to "bob b"',
  },
  "/say": {
    usage: "/say TEXT",
    does: "send a text as it is, even if it begins with a name or a /",
  },
  "/list": { usage: "/list", does: "show your conversations" },
  "/history": {
    usage: "/history",
    does: `show the newest ${HISTORY_LIMIT} messages, with their numbers`,
  },
  "/reply": {
    usage: "/reply [#NUMBER] TEXT",
    does: "answer a message: a number of /history, or the last one of the other user",
  },
  "/edit": {
    usage: "/edit [#NUMBER] TEXT",
    does: "give a message of yours, or your last one, another text",
  },
  "/remove": {
    usage: "/remove [#NUMBER]",
    does: "remove a message of yours, or your last one, for both of you",
  },
  "/react": {
    usage: "/react [#NUMBER] EMOJI",
    does: "react to a message, or the last one of the other user; - takes it back",
  },
  "/outbox": { usage: "/outbox", does: "show messages that are not sent, with their numbers" },
  "/retry": { usage: "/retry NUMBER", does: "send a refused message again" },
  "/discard": { usage: "/discard NUMBER", does: "give up a refused message" },
  "/help": { usage: "/help", does: "show this list" },
  "/quit": { usage: "/quit or Ctrl-D", does: "leave; unsent messages are sent next time" },
} as const satisfies Readonly<Record<string, Help>>;

export type CommandName = keyof typeof COMMANDS;

const OTHERS: readonly Help[] = [
  {
    usage: "NAME: TEXT",
    does: "write to NAME; once you write to someone, only if NAME is a conversation",
  },
  { usage: "TEXT", does: "write to the same user as before" },
];

/** What one can type, a line each. */
export function helpLines(): string[] {
  const all = [...OTHERS, ...Object.values(COMMANDS)];
  const width = Math.max(...all.map(({ usage }) => usage.length));
  return all.map(({ usage, does }) => `  ${usage.padEnd(width)} ${does}`);
}
