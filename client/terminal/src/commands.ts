import type { ChatClient, OutgoingMessage } from "@serverlesschat/client";
import { COMMANDS, type CommandName, HISTORY_LIMIT, helpLines } from "./help.js";
import { type Input, nearest, read, readNamed, say } from "./input.js";
import { MessageCommands } from "./message-commands.js";
import { OutboxCommands } from "./outbox-commands.js";
import type { Output } from "./output.js";
import { Refusal } from "./refusal.js";
import { searchMessages } from "./search.js";
import { nameOf } from "./text.js";

const NAMES = Object.keys(COMMANDS) as CommandName[];

/** The dependencies of {@link Commands}. */
export interface CommandPorts {
  readonly chat: ChatClient;
  readonly output: Output;
  readonly isScript: boolean;
  /** Called once a message is in the outbox. */
  sent(clientMessageId: string, to: string): void;
  quit(): void;
}

/** Executes lines of input: sends texts to the chosen user and runs `/commands`. */
export class Commands {
  readonly #ports: CommandPorts;
  readonly #actions: Readonly<Record<CommandName, (argument: string) => Promise<void> | void>>;
  /** The chosen user, who gets the texts. */
  peer: string | undefined;

  constructor(ports: CommandPorts) {
    this.#ports = ports;
    const outbox = new OutboxCommands(ports);
    const messages = new MessageCommands({ ...ports, peer: () => this.#chosen() });
    this.#actions = {
      "/to": argument => this.#to(argument),
      "/say": argument => this.#send(say(argument, this.peer)),
      "/list": () => this.#list(),
      "/history": () => this.#history(),
      "/search": argument => searchMessages(ports, argument),
      "/reply": argument => messages.reply(argument),
      "/edit": argument => messages.edit(argument),
      "/remove": argument => messages.remove(argument),
      "/hide": argument => messages.hide(argument),
      "/clear": argument => messages.clear(argument),
      "/react": argument => messages.react(argument),
      "/outbox": () => outbox.list(),
      "/retry": argument => outbox.settle(argument, "retry"),
      "/discard": argument => outbox.settle(argument, "discard"),
      "/help": () => this.#help(),
      "/quit": () => ports.quit(),
    };
  }

  /** @throws {@link Refusal} or the library's `ChatError` */
  async run(line: string): Promise<void> {
    const { chat, isScript } = this.#ports;
    const isConversation = (name: string) => chat.conversation(name).state.lastSeq > 0;
    const input = read(line, { peer: this.peer, isScript, isConversation });
    if (input.type === "command") {
      await this.#action(input.name)(input.argument);
    } else {
      await this.#send(input);
    }
  }

  /** Unsets the chosen user if that user does not exist. */
  refused({ peer, rejected }: OutgoingMessage): void {
    if (rejected?.code === "unknownUser" && peer === this.peer) {
      this.peer = undefined;
    }
  }

  /** Commands and users that start with the line. */
  completions(line: string): string[] {
    const users = this.#ports.chat.conversations().map(({ peer }) => `/to ${nameOf(peer)} `);
    return [...NAMES, ...users].filter(text => text.startsWith(line));
  }

  #action(name: string): (argument: string) => Promise<void> | void {
    const known = NAMES.find(command => command === name);
    if (!known) {
      const best = nearest(name, NAMES);
      const hint = best ? `Did you mean ${best}? ` : "";
      throw new Refusal(
        `Unknown command ${name}. ${hint}/help lists all; /say ${name} sends it as a text`,
      );
    }
    return this.#actions[known];
  }

  async #send(input: Input): Promise<void> {
    if (input.type === "refused") {
      throw new Refusal(input.reason);
    }
    if (input.type === "text") {
      await this.#write(input.to, input.text);
      if (input.remark !== undefined) {
        this.#ports.output.note(input.remark);
      }
    }
  }

  async #write(to: string, text: string): Promise<void> {
    const { chat, sent } = this.#ports;
    if (text.trim() === "") {
      throw new Refusal("The text is empty");
    }
    this.#choose(to);
    const { clientMessageId } = await chat.conversation(to).send(text);
    sent(clientMessageId, to);
  }

  #choose(user: string): void {
    if (user === this.#ports.chat.user) {
      throw new Refusal("You cannot write to yourself");
    }
    this.peer = user;
  }

  async #to(argument: string): Promise<void> {
    const named = readNamed(argument);
    if (!named) {
      throw new Refusal("/to needs a user id, 1 to 128 printable ASCII characters: /to bob");
    }
    if (named.text !== "") {
      await this.#write(named.name, named.text);
    } else {
      this.#choose(named.name);
      this.#ports.output.note(`you are now writing to ${nameOf(named.name)}`);
    }
  }

  #help(): void {
    for (const line of helpLines()) {
      this.#ports.output.line(line);
    }
  }

  #chosen(): string {
    if (this.peer === undefined) {
      throw new Refusal("Choose a conversation first: /to NAME");
    }
    return this.peer;
  }

  #list(): void {
    const { chat, output } = this.#ports;
    const all = chat.conversations();
    for (const conversation of all) {
      output.conversation(conversation);
    }
    if (all.length === 0) {
      output.note("no conversations yet; start one with /to NAME");
    }
  }

  async #history(): Promise<void> {
    const { chat, output } = this.#ports;
    const peer = this.#chosen();
    const { messages } = await chat.conversation(peer).page({ limit: HISTORY_LIMIT });
    for (const message of messages) {
      output.message(message, true);
    }
    if (messages.length === 0) {
      output.note(`no messages with ${nameOf(peer)} yet`);
    }
  }
}
