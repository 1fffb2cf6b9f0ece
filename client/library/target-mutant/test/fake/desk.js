import { ChatClient } from "../../src/client.js";
import { MemoryStore } from "../../src/store/memory.js";
import { Dice, Loop, settled } from "./loop.js";
import { fakeEnvironment, tokenOf } from "./network.js";
const TOKEN_MS = 24 * 60 * 60_000;
/** A conversation with Bob that has no message yet, as `caughtUp` has it. */
export const BEGUN = { peer: "bob", lastSeq: 0 };
let desks = 0;
/** Alice's client, whose sockets a test serves by hand. */
export class Desk {
    loop = new Loop();
    sockets = [];
    store;
    client;
    errors = [];
    asked = [];
    tokenMilliseconds = TOKEN_MS;
    /** Answers in place of a token that is good. */
    token;
    wake = () => { };
    offline = () => { };
    constructor(store = new MemoryStore(), environment = {}) {
        this.store = store;
        this.client = new ChatClient({
            url: "wss://chat.test/prod",
            token: ({ refresh }) => {
                this.asked.push(refresh);
                const good = tokenOf("alice", this.loop.now + this.tokenMilliseconds);
                return this.token?.() ?? Promise.resolve(good);
            },
            store,
            environment: {
                ...fakeEnvironment(this.loop, new Dice(++desks), socket => {
                    socket.receive = ({ action }) => action === "ping" && socket.push({ type: "pong" });
                    this.sockets.push(socket);
                }),
                onWake: wake => {
                    this.wake = wake;
                    return () => { };
                },
                onOffline: offline => {
                    this.offline = offline;
                    return () => { };
                },
                ...environment,
            },
        });
        this.client.on("error", error => this.errors.push(error));
    }
    /** A desk online, at which Bob has written some messages. */
    static async begun(messages = 1) {
        const desk = new Desk();
        await desk.online([BEGUN]);
        desk.bob(1, messages, 0);
        await desk.loop.pass(200);
        return desk;
    }
    /** The numbers of the messages that the app is notified of from now on. */
    told() {
        const told = [];
        this.client.on("messages", ({ messages }) => told.push(...messages.map(({ seq }) => seq)));
        return told;
    }
    /** The newest socket. */
    get socket() {
        return this.sockets.at(-1);
    }
    /** Starts, opens the socket, and says that nothing is missing. */
    async online(conversations = []) {
        await this.client.start();
        await settled();
        return this.open(conversations);
    }
    async open(conversations = []) {
        this.socket.open();
        this.push({ type: "caughtUp", at: this.loop.now, more: false, conversations });
        await settled();
        const [list] = this.socket.frames("conversations");
        if (list) {
            this.push({ type: "conversations", requestId: list.requestId, conversations: [] });
            await settled();
        }
        return this.socket;
    }
    push(frame) {
        this.socket.push(frame);
    }
    /** Entries of Bob, as a live push or, with `after`, of a catch-up. */
    bob(first, last, after) {
        this.push({
            type: "messages",
            peer: "bob",
            ...(after !== undefined && { after }),
            messages: entries("bob", first, last),
        });
    }
    /** Answers the last `sendMessage`. */
    accept(seq) {
        const { requestId, to, clientMessageId } = this.socket.frames("sendMessage").at(-1) ?? {};
        this.push({
            type: "accepted",
            requestId,
            peer: to,
            seq,
            clientMessageId,
            sentAt: 1,
            salt: "AA",
        });
    }
}
export function entries(from, first, last) {
    return Array.from({ length: last - first + 1 }, (_, i) => ({
        seq: first + i,
        from,
        clientMessageId: `00000000-0000-4000-8000-${String(first + i).padStart(12, "0")}`,
        sentAt: 1,
        body: { type: "text", text: `${from} ${first + i}` },
        salt: "AAECAwQFBgcICQoLDA0ODw",
    }));
}
//# sourceMappingURL=desk.js.map