/** The help text of a command. */
interface Help {
  readonly usage: string;
  readonly does: string;
}

export const HISTORY_LIMIT = 20;
export const SEARCH_LIMIT = 20;

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
  "/history": {
    usage: "/history",
    does: `show the newest ${HISTORY_LIMIT} messages with their numbers`,
  },
  "/search": {
    usage: "/search WORDS",
    does: `show the newest ${SEARCH_LIMIT} messages with all these words, of all conversations`,
  },
  "/reply": {
    usage: "/reply [#NUMBER] TEXT",
    does: "reply to a message from /history, or to the last message of the other user",
  },
  "/edit": {
    usage: "/edit [#NUMBER] TEXT",
    does: "change the text of one of your messages, or of the last one",
  },
  "/remove": {
    usage: "/remove [#NUMBER]",
    does: "remove one of your messages, or the last one, for both users",
  },
  "/hide": {
    usage: "/hide [#NUMBER]",
    does: "delete a message, or the last one, for you only, on all your devices",
  },
  "/clear": {
    usage: "/clear",
    does: "delete all messages of the chosen conversation for you only",
  },
  "/react": {
    usage: "/react [#NUMBER] EMOJI",
    does: "react to a message, or to the last one of the other user; - removes your reaction",
  },
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
  const all = [...OTHERS, ...Object.values(COMMANDS)];
  const width = Math.max(...all.map(({ usage }) => usage.length));
  return all.map(({ usage, does }) => `  ${usage.padEnd(width)} ${does}`);
}
