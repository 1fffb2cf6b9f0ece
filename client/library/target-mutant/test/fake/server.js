import { NO_FAULTS } from "./faults.js";
import { FakeLogs, positionOf, startOf } from "./logs.js";
const FRAME_ENTRIES = 3;
const CATCH_UP_FRAMES = 3;
/** A row that moved this long before `since` is part of the catch-up. */
const SLACK_MS = 120_000;
/** The server of the protocol, as small as a test needs it: in memory, in one process, faulty. */
export class FakeServer {
    #loop;
    #dice;
    #logs;
    #connections = new Set();
    #firstSeen = new Map();
    faults = NO_FAULTS;
    constructor(loop, dice) {
        this.#loop = loop;
        this.#dice = dice;
        this.#logs = new FakeLogs(loop);
    }
    /** The log of two users. */
    log(user, peer) {
        return this.#logs.of(user, peer);
    }
    /** Breaks all connections. */
    cut() {
        for (const { socket } of [...this.#connections]) {
            socket.cut();
        }
        this.#connections.clear();
    }
    connect(socket) {
        const [, payload = ""] = socket.protocols[1].split(".").slice(1);
        const user = JSON.parse(Buffer.from(payload, "base64url").toString()).sub;
        const device = socket.url.searchParams.get("deviceId");
        const since = Number(socket.url.searchParams.get("since") ?? 0);
        const connection = { user, device, socket };
        socket.receive = frame => this.#receive(connection, frame);
        socket.closed = () => this.#connections.delete(connection);
        this.#later(() => {
            if (this.#dice.hits(this.faults.refuse)) {
                socket.cut();
                return;
            }
            const seen = `${user} ${device}`;
            this.#firstSeen.set(seen, this.#firstSeen.get(seen) ?? this.#loop.now);
            this.#connections.add(connection);
            socket.open();
            this.#catchUp(connection, {}, undefined, since - SLACK_MS);
        });
    }
    #later(run) {
        this.#loop.after(this.#dice.between(1, this.faults.delayMs), run);
    }
    #receive(connection, frame) {
        this.#later(() => {
            const requestId = "requestId" in frame ? { requestId: frame.requestId } : {};
            if (connection.socket.isOver) {
                return;
            }
            if (this.#dice.hits(this.faults.hole)) {
                connection.socket.isBlackHole = true;
                return;
            }
            if (this.#dice.hits(this.faults.fail)) {
                this.#push(connection, { message: "Internal server error" }, true);
                return;
            }
            const lost = this.#dice.hits(this.faults.lose);
            const reply = (answer) => this.#push(connection, lost ? { message: "Internal server error" } : answer, true);
            switch (frame.action) {
                case "sendMessage":
                    reply({ ...requestId, ...this.#append(connection, frame) });
                    break;
                case "ack":
                    for (const ack of frame.acks) {
                        this.#acknowledge(connection, ack);
                    }
                    if (frame.requestId !== undefined) {
                        reply({ type: "acked", ...requestId });
                    }
                    break;
                case "sync":
                    this.#catchUp(connection, frame.cursors ?? {}, lost ? undefined : frame.requestId, 0);
                    break;
                case "history":
                    reply({ ...requestId, ...this.#logs.page(connection.user, frame) });
                    break;
                case "conversations":
                    reply({ ...requestId, ...this.#logs.list(connection.user) });
                    break;
                case "ping":
                    reply({ type: "pong" });
                    break;
                default:
                    reply({ type: "rejected", ...requestId, code: "unknownAction", retryable: false });
            }
        });
    }
    /** @param certain whether it is a reply: lost only with its connection */
    #push({ socket }, frame, certain = false) {
        for (let times = this.#dice.hits(this.faults.duplicate) ? 2 : 1; times > 0; times--) {
            if (certain || !this.#dice.hits(this.faults.drop)) {
                this.#later(() => (this.#dice.hits(this.faults.cut) ? cut(socket) : socket.push(frame)));
            }
        }
    }
    #append({ user, device, socket }, frame) {
        const { to: peer, clientMessageId } = frame;
        const entry = this.#logs.append(user, device, frame);
        if (typeof entry === "string") {
            return { type: "rejected", peer, clientMessageId, code: entry, retryable: false };
        }
        const digest = this.log(user, peer).digests[entry.seq - 1];
        for (const other of this.#connections) {
            const isPeer = other.user === peer;
            if ((isPeer || other.user === user) && other.socket !== socket) {
                const named = isPeer ? user : peer;
                this.#push(other, { type: "messages", peer: named, messages: [entry], digest });
            }
        }
        const { seq, sentAt, salt } = entry;
        return { type: "accepted", peer, seq, clientMessageId, sentAt, salt, digest };
    }
    #acknowledge({ user, device, socket }, ack) {
        const row = this.#logs.acknowledge(user, device, ack);
        if (!row) {
            const refusal = { type: "rejected", peer: ack.peer, code: "ackBeyondLog" };
            this.#push({ user, device, socket }, refusal);
            return;
        }
        for (const other of this.#connections) {
            if (other.user === ack.peer) {
                const { delivered, read } = row;
                this.#push(other, { type: "receipt", peer: user, delivered, read, at: this.#loop.now });
            }
            else if (other.user === user && other.socket !== socket && ack.read) {
                this.#push(other, { type: "cursor", peer: ack.peer, read: row.read });
            }
        }
    }
    #catchUp(connection, cursors, requestId, since) {
        const { user, device } = connection;
        let frames = 0;
        let more = false;
        const conversations = [];
        for (const log of this.#logs.all()) {
            const [peer] = [...log.rows.keys()].filter(name => name !== user);
            const row = log.rows.get(user);
            if (!row || !peer || (row.movedAt < since && cursors[peer] === undefined)) {
                continue;
            }
            const after = cursors[peer] ??
                row.cursors.get(device) ??
                startOf(log, row, this.#firstSeen.get(`${user} ${device}`));
            for (let next = after; next < log.entries.length && !more; next += FRAME_ENTRIES) {
                const messages = log.entries.slice(next, next + FRAME_ENTRIES);
                const digest = log.digests[next + messages.length - 1];
                more = frames++ === CATCH_UP_FRAMES;
                if (!more) {
                    this.#push(connection, { type: "messages", peer, after, messages, digest });
                }
            }
            conversations.push(positionOf(log, peer, row, device));
        }
        const end = { type: "caughtUp", more, conversations, ...(!more && { at: this.#loop.now }) };
        this.#push(connection, { ...end, ...(requestId !== undefined && { requestId }) });
    }
}
function cut(socket) {
    socket.cut();
    socket.closed();
}
//# sourceMappingURL=server.js.map