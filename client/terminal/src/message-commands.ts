import type { ChatClient, Conversation, Message, OutgoingMessage } from "@serverlesschat/client";
import { readNumbered } from "./input.js";
import type { Output } from "./output.js";
import { Refusal } from "./refusal.js";
import { nameOf } from "./text.js";

/** The dependencies of {@link MessageCommands}. */
export interface MessageCommandPorts {
  readonly chat: ChatClient;
  readonly output: Output;
  /** Called once a message is in the outbox. */
  sent(clientMessageId: string, to: string): void;
  /**
   * The chosen user.
   *
   * @throws {@link Refusal} if there is none
   */
  peer(): string;
}

/** The commands that act on a message: on `#NUMBER` from `/history`, or on the last one. */
export class MessageCommands {
  readonly #ports: MessageCommandPorts;

  constructor(ports: MessageCommandPorts) {
    this.#ports = ports;
  }

  get #conversation(): Conversation {
    const { chat, peer } = this.#ports;
    return chat.conversation(peer());
  }

  /** `/reply [#NUMBER] TEXT`: by default to the last message of the other user. */
  async reply(argument: string): Promise<void> {
    const { number, text } = withText("/reply", argument);
    const conversation = this.#conversation;
    const { seq } = await target(conversation, number, ({ mine }) => !mine);
    const { clientMessageId } = await conversation.send(text, { replyTo: seq });
    this.#ports.sent(clientMessageId, conversation.peer);
  }

  /** `/edit [#NUMBER] TEXT`: by default the user's last message, also one that is not sent yet. */
  async edit(argument: string): Promise<void> {
    const { number, text } = withText("/edit", argument);
    const conversation = this.#conversation;
    await conversation.edit(await ownTarget(conversation, number), text);
  }

  /** `/remove [#NUMBER]`: by default the user's last message, also one that is not sent yet. */
  async remove(argument: string): Promise<void> {
    const { number, text } = readNumbered(argument);
    if (text !== "") {
      throw new Refusal("/remove needs a number of /history, or nothing for your last message");
    }
    const conversation = this.#conversation;
    await conversation.remove(await ownTarget(conversation, number));
  }

  /** `/hide [#NUMBER]`: by default the last message of either user. */
  async hide(argument: string): Promise<void> {
    const { number, text } = readNumbered(argument);
    if (text !== "") {
      throw new Refusal("/hide needs a number of /history, or nothing for the last message");
    }
    const conversation = this.#conversation;
    const { seq } = await target(conversation, number, () => true);
    await conversation.hide([seq]);
    this.#ports.output.note(`#${seq} is deleted for you`);
  }

  /** `/clear`: all messages of the chosen conversation. */
  async clear(argument: string): Promise<void> {
    if (argument.trim() !== "") {
      throw new Refusal("/clear needs nothing; it clears the chosen conversation");
    }
    const conversation = this.#conversation;
    await conversation.clear();
    this.#ports.output.note(`all messages with ${nameOf(conversation.peer)} are deleted for you`);
  }

  /** `/react [#NUMBER] EMOJI`: by default to the last message of the other user. */
  async react(argument: string): Promise<void> {
    const { number, text } = readNumbered(argument);
    if (text === "" || /\s/.test(text)) {
      throw new Refusal("/react needs one emoji, or - to take yours back: /react #12 👍");
    }
    const conversation = this.#conversation;
    const message = await target(conversation, number, ({ mine }) => !mine);
    await conversation.react(message, text === "-" ? "" : text);
  }
}

function withText(command: string, argument: string): { number: number | undefined; text: string } {
  const read = readNumbered(argument);
  if (read.text === "") {
    throw new Refusal(`${command} needs a text: ${command} #12 TEXT, or ${command} TEXT`);
  }
  return read;
}

/** A message of the log: by its number, or the last one that a test takes. */
async function target(
  conversation: Conversation,
  number: number | undefined,
  isWanted: (message: Message) => boolean,
): Promise<Message> {
  if (number !== undefined) {
    const found = await conversation.message(number);
    if (!found) {
      throw new Refusal(`There is no message #${number}: /history shows the numbers`);
    }
    return found;
  }
  const { messages } = await conversation.page();
  const last = messages.filter(one => one.body && isWanted(one)).at(-1);
  if (!last) {
    throw new Refusal("There is no such message among the newest: name one by its #NUMBER");
  }
  return last;
}

/** A message of this user: by its number, or the last one, which may wait to be sent. */
async function ownTarget(
  conversation: Conversation,
  number: number | undefined,
): Promise<Message | OutgoingMessage> {
  const waiting = conversation.outgoing().filter(({ status }) => status !== "failed");
  return (
    (number === undefined ? waiting.at(-1) : undefined) ??
    (await target(conversation, number, ({ mine }) => mine))
  );
}
