import type { ChatClient } from "@serverlesschat/client";
import type { Output } from "./output.js";
import { Refusal } from "./refusal.js";

/** The dependencies of {@link OutboxCommands}. */
export interface OutboxCommandPorts {
  readonly chat: ChatClient;
  readonly output: Output;
}

/** The commands for unsent messages. */
export class OutboxCommands {
  readonly #ports: OutboxCommandPorts;
  /** The messages in the order of the last `/outbox`. */
  #numbered: readonly string[] = [];

  constructor(ports: OutboxCommandPorts) {
    this.#ports = ports;
  }

  /** Lists and numbers them. */
  list(): void {
    const { chat, output } = this.#ports;
    const all = chat.outgoing();
    this.#numbered = all.map(({ clientMessageId }) => clientMessageId);
    for (const [i, message] of all.entries()) {
      output.outgoing(message, i + 1);
    }
    const changes = chat.operations();
    for (const operation of changes) {
      output.operation(operation);
    }
    if (all.length + changes.length === 0) {
      output.note("all messages are sent");
    }
  }

  /** Sends a refused message again, or gives it up. */
  async settle(number: string, action: "retry" | "discard"): Promise<void> {
    const { chat } = this.#ports;
    const id = this.#numbered[Number(number) - 1];
    const message = chat.outgoing().find(({ clientMessageId }) => clientMessageId === id);
    if (message?.status !== "failed") {
      throw new Refusal(`/${action} needs the number of a refused message in /outbox`);
    }
    await chat.conversation(message.peer)[action](message.clientMessageId);
  }
}
