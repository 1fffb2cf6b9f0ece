/** The help text of a command. */
interface Help {
  readonly usage: string;
  readonly does: string;
}

export const HISTORY_LIMIT = 20;

/** All commands. */
export const COMMANDS = {
  "/to": {
    usage: "/to NAME [TEXT]",
    does: 'choose the recipient; put a name with spaces in quotes: /to "bob b"',
  },
  "/say": {
    usage: "/say TEXT",
    does: "send a text unchanged, even if it starts with a name or a /",
  },
  "/list": { usage: "/list", does: "show your conversations" },
  "/history": { usage: "/history", does: `show the newest ${HISTORY_LIMIT} messages` },
  "/outbox": { usage: "/outbox", does: "show unsent messages with their numbers" },
  "/retry": { usage: "/retry NUMBER", does: "send a refused message again" },
  "/discard": { usage: "/discard NUMBER", does: "delete a refused message" },
  "/help": { usage: "/help", does: "show this list" },
  "/quit": { usage: "/quit or Ctrl-D", does: "quit; unsent messages are sent at the next start" },
} as const satisfies Readonly<Record<string, Help>>;

export type CommandName = keyof typeof COMMANDS;

const OTHERS: readonly Help[] = [
  {
    usage: "NAME: TEXT",
    does: "write to NAME; while another recipient is chosen, only if you have a conversation with NAME",
  },
  { usage: "TEXT", does: "write to the chosen recipient" },
];

/** The possible input, one line for each form. */
export function helpLines(): string[] {
  return [...OTHERS, ...Object.values(COMMANDS)].map(
    ({ usage, does }) => `  ${usage.padEnd(16)} ${does}`,
  );
}
