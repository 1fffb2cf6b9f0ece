import { createInterface } from "node:readline";
import type { ChatClient, ChatEvents, Message, OutgoingMessage } from "@serverlesschat/client";
import { Commands } from "./commands.js";
import type { Output } from "./output.js";
import { Prompt } from "./prompt.js";
import { nameOf } from "./text.js";

/** The dependencies of {@link Session}. */
export interface SessionPorts {
  readonly chat: ChatClient;
  readonly output: Output;
  readonly input: NodeJS.ReadStream;
  /** The terminal that shows the input line; absent in a script. */
  readonly screen: NodeJS.WriteStream | undefined;
  /** The recipient of every line of a script, or the first recipient on a terminal. */
  readonly to: string | undefined;
}

/** One run of the program, from its first line of input to its last. */
export class Session {
  readonly #ports: SessionPorts;
  readonly #commands: Commands;
  /** Messages that are on the screen already because they were typed there. */
  readonly #typed = new Set<string>();
  /** Refused messages that were reported to the user, in this run or an earlier one. */
  readonly #reported = new Set<string>();
  readonly #read = new Map<string, number>();
  /** How messages looked that operations have changed. */
  readonly #looks = new Map<string, string>();
  #quit = () => {};
  /** Whether a line or a message was refused. */
  hasRefused = false;

  constructor(ports: SessionPorts) {
    const { chat, output, screen, to } = ports;
    this.#ports = ports;
    this.#commands = new Commands({
      chat,
      output,
      isScript: screen === undefined,
      sent: (id, peer) => this.#sent(id, peer),
      quit: () => this.#quit(),
    });
    this.#commands.peer = to;
    chat.on("error", ({ message }) => output.error(message));
    chat.on("messages", event => this.#received(event));
    chat.on("changed", event => this.#edited(event));
    chat.on("refused", event => this.#notDone(event));
    chat.on("connection", state => this.#connected(state));
    chat.on("conversation", state => this.#moved(state));
  }

  /** Executes all input. Call it once the client has started. */
  async run(): Promise<void> {
    const { chat, output, to } = this.#ports;
    for (const { status, clientMessageId } of chat.outgoing()) {
      if (status === "failed") {
        this.#reported.add(clientMessageId);
      }
    }
    if (this.#reported.size > 0) {
      output.note(`messages refused earlier: ${this.#reported.size}; /outbox shows them`);
    }
    chat.on("outgoing", message => this.#changed(message));
    const isVerbatim = this.#ports.screen === undefined && to !== undefined;
    for await (const line of this.#lines()) {
      const text = isVerbatim && line.trim() !== "" ? `/say ${line}` : line;
      await this.#commands.run(text).catch((error: Error) => this.#fail(error.message));
    }
    output.above = write => write();
  }

  #lines(): AsyncIterable<string> {
    const { input, output, screen } = this.#ports;
    if (!screen) {
      const lines = createInterface({ input });
      this.#quit = () => lines.close();
      return lines;
    }
    const prompt = new Prompt({
      input,
      output: screen,
      peer: () => this.#commands.peer,
      completions: line => this.#commands.completions(line),
    });
    this.#quit = () => prompt.close();
    output.above = write => prompt.above(write);
    return prompt.lines();
  }

  #fail(message: string): void {
    this.hasRefused = true;
    this.#ports.output.error(message);
  }

  #sent(clientMessageId: string, to: string): void {
    const { chat, output, screen } = this.#ports;
    if (screen) {
      this.#typed.add(clientMessageId);
    }
    if (chat.connection.status !== "online") {
      output.note(`not connected: the message to ${nameOf(to)} will be sent later`);
    }
  }

  #received({ peer, messages }: ChatEvents["messages"]): void {
    for (const message of messages) {
      if (!this.#typed.delete(message.clientMessageId)) {
        this.#ports.output.message(message);
      }
    }
    if (messages.some(({ mine }) => !mine)) {
      const { chat, output } = this.#ports;
      chat
        .conversation(peer)
        .markRead()
        .catch((error: Error) => output.error(error.message));
    }
  }

  /** Shows messages as they are now: who types sees it, and a program asks for `/history`. */
  async #edited({ peer, seqs }: ChatEvents["changed"]): Promise<void> {
    const { chat, output, screen } = this.#ports;
    if (!screen) {
      return;
    }
    for (const seq of seqs) {
      const message = await chat
        .conversation(peer)
        .message(seq)
        .catch(() => undefined); // It is not on this device, and the server does not answer.
      if (message && this.#isNews(message)) {
        output.message(message, true);
      }
    }
  }

  /** Whether a message looks other than it was shown last. */
  #isNews({ peer, seq, body, reactions }: Message): boolean {
    const key = `${seq} ${peer}`;
    const looks = JSON.stringify([body?.text, reactions.map(({ from, emoji }) => [from, emoji])]);
    const isNews = this.#looks.get(key) !== looks;
    this.#looks.set(key, looks);
    return isNews;
  }

  #notDone({ operation, error }: ChatEvents["refused"]): void {
    const { peer, type, text } = operation;
    this.#fail(`No ${type} for ${nameOf(peer)}: ${error.message} (${error.code})`);
    if (text !== undefined) {
      this.#ports.output.note(`the text was: ${text}`);
    }
  }

  #connected(state: ChatEvents["connection"]): void {
    const retry =
      state.status === "offline"
        ? `, next try ${new Date(state.retryAt).toLocaleTimeString()}`
        : "";
    this.#ports.output.note(`${state.status}${retry}`);
  }

  #changed(message: OutgoingMessage): void {
    const { peer, clientMessageId, status, rejected, body } = message;
    if (status !== "failed") {
      this.#reported.delete(clientMessageId);
    } else if (!this.#reported.has(clientMessageId)) {
      this.#reported.add(clientMessageId);
      this.#commands.refused(message);
      this.#fail(`Not sent to ${nameOf(peer)}: ${rejected?.message} (${rejected?.code})`);
      this.#ports.output.note(`the text was: ${body.text}`);
    }
  }

  #moved({ peer, peerRead, lastMessage }: ChatEvents["conversation"]): void {
    const isNew = peerRead > (this.#read.get(peer) ?? 0);
    this.#read.set(peer, peerRead);
    if (isNew && lastMessage?.from !== peer && peerRead >= (lastMessage?.seq ?? Infinity)) {
      this.#ports.output.note(`${nameOf(peer)} has read your message`);
    }
  }
}
