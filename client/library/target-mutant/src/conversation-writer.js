import { ChatError } from "./errors.js";
import { LIMITS } from "./protocol/limits.js";
import { textError } from "./protocol/text.js";
const TEXT_FAULTS = {
    emptyText: "A message must have a visible character.",
    tooLarge: `A message has at most ${LIMITS.textBytes} bytes of UTF-8.`,
    invalidText: "A message must be Unicode text, without lone surrogates.",
};
/** Puts the user's messages and operations on messages into the outbox. */
export class ConversationWriter {
    #peer;
    #ports;
    constructor(peer, ports) {
        this.#peer = peer;
        this.#ports = ports;
    }
    /** `Conversation.send`. */
    async send(text, { replyTo, forwarded }) {
        const body = { type: "text", text: checked(text), ...(forwarded && { forwarded }) };
        return this.#put({ body, ...(replyTo && { target: replyTo }) });
    }
    /** `Conversation.edit`. */
    async edit(message, text) {
        return this.#operate(own(message), { type: "edit", text: checked(text) });
    }
    /** `Conversation.remove`. */
    async remove(message) {
        return this.#operate(own(message), { type: "remove" });
    }
    /** `Conversation.react`. */
    async react(message, emoji) {
        return this.#operate(message, { type: "reaction", emoji });
    }
    #operate(message, body) {
        const { seq, clientMessageId } = message;
        if (("status" in message && message.status === "failed") || !message.body) {
            throw new ChatError("targetGone", "The message has failed or was removed.");
        }
        return this.#put({ body, ...(seq ? { target: seq } : { targetId: clientMessageId }) });
    }
    async #put(what) {
        const clientMessageId = this.#ports.environment.uuid();
        await this.#ports.calls.send({ ...what, to: this.#peer, clientMessageId });
        return clientMessageId;
    }
}
/** @throws `ChatError` for a text that cannot be sent */
function checked(text) {
    const fault = textError(text);
    if (fault) {
        throw new ChatError(fault, TEXT_FAULTS[fault]);
    }
    return text;
}
/** @throws `ChatError` for a message of the peer */
function own(message) {
    if ("mine" in message && !message.mine) {
        throw new ChatError("invalidField", "Only messages of this user can be edited and removed.");
    }
    return message;
}
//# sourceMappingURL=conversation-writer.js.map