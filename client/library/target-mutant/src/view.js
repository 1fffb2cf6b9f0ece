import { stateOf, } from "./device/events.js";
import { LogReplica } from "./device/log-replica.js";
import { ChatError, closedError, codeOf } from "./errors.js";
import { Emitter } from "./events.js";
import { Deferred } from "./host/deferred.js";
import { messageOf, } from "./messages.js";
import { OutgoingItems, operationOf } from "./outgoing-items.js";
import { isOperation, merged } from "./protocol/fold.js";
import { TypingPeers } from "./typing-peers.js";
/** The client's view of its device, kept up to date by events. */
export class View {
    emitter = new Emitter();
    #conversations = new Map();
    #outgoing = new OutgoingItems(peer => this.conversation(peer).held);
    #presence = new Map();
    #typing;
    /** Whether the device was online. */
    ready = new Deferred();
    user;
    connection = { status: "connecting" };
    storage = { status: "durable" };
    constructor(environment) {
        this.#typing = new TypingPeers(environment, typing => this.emitter.emit("typing", typing));
    }
    /** Replaces all state. */
    reset(snapshot) {
        this.user = snapshot.user;
        this.#connected(snapshot.connection);
        this.storage = snapshot.storage;
        this.#conversations = new Map(snapshot.conversations.map(state => [state.peer, state]));
        this.#outgoing.reset(snapshot.outbox);
        this.#presence = new Map(snapshot.presence.map(presence => [presence.user, presence]));
        this.emitter.emit("reset", undefined);
    }
    /** The conversations of the device, and new ones with a message in the outbox. */
    conversations() {
        const peers = [...this.#conversations.keys(), ...this.#outgoing.peers()];
        return [...new Set(peers)].map(peer => this.conversation(peer));
    }
    conversation(peer) {
        return this.#conversations.get(peer) ?? stateOf(new LogReplica(peer));
    }
    presence(user) {
        return this.#presence.get(user) ?? { user, status: "unknown", at: 0 };
    }
    isTyping(peer) {
        return this.#typing.has(peer);
    }
    /** The messages of this device that are not in their place yet. */
    outgoing() {
        return this.#outgoing.messages();
    }
    /** The operations of this device that are not in their place yet. */
    operations() {
        return this.#outgoing.operations();
    }
    /** An entry of kind message, as `fold` and the operations that wait make it. */
    message(peer, entry, fold) {
        const waiting = this.#outgoing.foldOf(peer, entry.seq, this.user ?? "");
        const all = waiting && fold ? merged(fold, waiting) : (waiting ?? fold);
        return messageOf(peer, entry, all, waiting !== undefined);
    }
    apply(event) {
        switch (event.type) {
            case "connection":
                this.#connected(event.state);
                this.emitter.emit("connection", event.state);
                break;
            case "storage":
                this.storage = event.state;
                this.emitter.emit("storage", event.state);
                break;
            case "messages":
                this.#messages(event);
                break;
            case "changed":
                this.emitter.emit("changed", { peer: event.peer, seqs: event.seqs });
                break;
            case "conversation":
                this.#conversation(event.conversation);
                break;
            case "outbox":
                this.#item(event);
                break;
            case "forgotten":
                this.#conversations.delete(event.peer);
                this.emitter.emit("forgotten", { peer: event.peer });
                break;
            case "typing":
                this.#typing.heard(event);
                break;
            case "presence":
                for (const presence of event.users) {
                    this.#presence.set(presence.user, presence);
                }
                this.emitter.emit("presence", event.users);
                break;
            case "user":
                this.user = event.user;
                break;
            case "error":
                this.emitter.emit("error", new ChatError(event.code, event.message, event));
        }
    }
    #connected(state) {
        this.connection = state;
        if (state.status === "online") {
            this.ready.resolve();
        }
    }
    #messages({ peer, entries, folds, after, upTo, }) {
        if (entries.some(({ from }) => from === peer)) {
            this.#typing.heard({ peer, state: "stopped" });
        }
        const messages = entries.map(entry => {
            const fold = folds.find(({ target }) => target === entry.seq);
            return this.message(peer, entry, fold);
        });
        this.emitter.emit("messages", { peer, messages, after, upTo });
    }
    #conversation(conversation) {
        this.#conversations.set(conversation.peer, conversation);
        this.#outgoing.placed(conversation.peer);
        this.emitter.emit("conversation", conversation);
    }
    #item({ item, settled }) {
        this.#outgoing.set({ item, settled });
        if (!isOperation(item.body.type)) {
            this.emitter.emit("outgoing", this.#outgoing.message(item));
            return;
        }
        const target = this.#outgoing.get(item.targetId);
        if (target) {
            this.emitter.emit("outgoing", this.#outgoing.message(target));
        }
        if (item.target !== undefined) {
            this.emitter.emit("changed", { peer: item.to, seqs: [item.target] });
        }
        if (settled && item.rejected) {
            const error = new ChatError(refusal(item.rejected), item.rejected.message, { peer: item.to });
            this.emitter.emit("refused", { operation: operationOf(item), error });
        }
    }
    /** Ends timers and iterators. */
    close() {
        this.#typing.close();
        this.emitter.end();
        this.ready.reject(closedError());
    }
}
/** The code of a refused operation: a server that is older than operations names the field. */
function refusal(rejected) {
    const { code, message } = rejected;
    return code === "invalidField" && message.startsWith("body.type")
        ? "notSupported"
        : codeOf(rejected);
}
//# sourceMappingURL=view.js.map