import type { ConversationPorts } from "./conversation-ports.js";
import { ChatError } from "./errors.js";
import type { Message, OutgoingMessage, SendOptions, Sent } from "./messages.js";
import { LIMITS } from "./protocol/limits.js";
import type { Body } from "./protocol/model.js";
import { textError } from "./protocol/text.js";
import type { Draft } from "./store/store.js";

const TEXT_FAULTS = {
  emptyText: "A message must have a visible character.",
  tooLarge: `A message has at most ${LIMITS.textBytes} bytes of UTF-8.`,
  invalidText: "A message has no lone surrogates.",
};

type Target = Message | OutgoingMessage;

/** Puts the user's messages and operations on messages into the outbox. */
export class ConversationWriter {
  readonly #peer: string;
  readonly #ports: ConversationPorts;

  constructor(peer: string, ports: ConversationPorts) {
    this.#peer = peer;
    this.#ports = ports;
  }

  /** See `Conversation.send`. */
  async send(text: string, { replyTo, forwarded }: SendOptions): Promise<Sent> {
    const body = { type: "text", text: checked(text), ...(forwarded && { forwarded }) };
    return this.#put({ body, ...(replyTo && { target: replyTo }) });
  }

  /** See `Conversation.edit`. */
  async edit(message: Target, text: string): Promise<Sent> {
    return this.#operate(own(message), { type: "edit", text: checked(text) });
  }

  /** See `Conversation.remove`. */
  async remove(message: Target): Promise<Sent> {
    return this.#operate(own(message), { type: "remove" });
  }

  /** See `Conversation.react`. */
  async react(message: Target, emoji: string): Promise<Sent> {
    return this.#operate(message, { type: "reaction", emoji });
  }

  /** See `Conversation.hide`. */
  async hide(seqs: readonly number[]): Promise<void> {
    if (!seqs.every(seq => seq > 0 && seq <= this.#end("lastSeq"))) {
      throw new ChatError("invalidField", "The conversation has no such message.");
    }
    await this.#ports.calls.hide(this.#peer, seqs, 0);
  }

  /** See `Conversation.clear`. */
  async clear(upTo: number = this.#end("held")): Promise<void> {
    await this.#ports.calls.hide(this.#peer, [], Math.min(upTo, this.#end("lastSeq")));
  }

  /** The last entry that this device knows of, or the last one that it may have shown. */
  #end(which: "lastSeq" | "held"): number {
    const state = this.#ports.view.conversation(this.#peer);
    return Math.max(state[which], state.lastMessage?.seq ?? 0);
  }

  #operate(message: Target, body: Body): Promise<Sent> {
    const { seq, clientMessageId } = message;
    if (("status" in message && message.status === "failed") || !message.body) {
      throw new ChatError("targetGone", "The message has failed or was removed.");
    }
    return this.#put({ body, ...(seq ? { target: seq } : { targetId: clientMessageId }) });
  }

  async #put(what: Pick<Draft, "body" | "target" | "targetId">): Promise<Sent> {
    const { calls, environment, view } = this.#ports;
    const clientMessageId = environment.uuid();
    const accepted = view.acceptances.of(clientMessageId);
    try {
      await calls.send({ ...what, to: this.#peer, clientMessageId });
    } catch (error) {
      view.acceptances.reject(clientMessageId, error);
      throw error;
    }
    return { clientMessageId, accepted };
  }
}

/** @throws `ChatError` for a text that cannot be sent */
function checked(text: string): string {
  const fault = textError(text);
  if (fault) {
    throw new ChatError(fault, TEXT_FAULTS[fault]);
  }
  return text;
}

/** @throws `ChatError` for a message of the peer */
function own<T extends Message | OutgoingMessage>(message: T): T {
  if ("mine" in message && !message.mine) {
    throw new ChatError("invalidField", "Only messages of this user can be edited and removed.");
  }
  return message;
}
