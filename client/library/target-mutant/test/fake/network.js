/** A socket of a fake network: the client's end. */
export class FakeSocket {
    onopen = null;
    onmessage = null;
    onclose = null;
    onerror = null;
    url;
    protocols;
    /** The frames that the client sent. */
    sent = [];
    isOver = false;
    /** The network accepts frames of both sides and delivers none, without an event. */
    isBlackHole = false;
    /** Receives the client's frames. */
    receive = () => { };
    /** Is called when the client closes. */
    closed = () => { };
    constructor(url, protocols) {
        this.url = new URL(url);
        this.protocols = protocols;
    }
    send(text) {
        const frame = JSON.parse(text);
        this.sent.push(frame);
        if (!this.isOver && !this.isBlackHole) {
            this.receive(frame);
        }
    }
    close() {
        if (!this.isOver) {
            this.isOver = true;
            this.closed();
        }
    }
    /** The frames of an action that the client sent. */
    frames(action) {
        return this.sent.filter(frame => frame.action === action);
    }
    open() {
        this.onopen?.({});
    }
    /** Hands the client a frame of the server. */
    push(frame) {
        if (!this.isOver && !this.isBlackHole) {
            const data = typeof frame === "string" ? frame : JSON.stringify(frame);
            this.onmessage?.({ data });
        }
    }
    /** The network breaks the connection. */
    cut() {
        if (!this.isOver && !this.isBlackHole) {
            this.isOver = true;
            this.onclose?.({});
        }
    }
}
/** A token that no server would take. */
export function tokenOf(user, expiresAt) {
    const payload = Buffer.from(JSON.stringify({ sub: user, exp: expiresAt / 1000 }));
    return `e30.${payload.toString("base64url")}.`;
}
/** An environment of virtual time, drawn numbers and fake sockets. */
export function fakeEnvironment(loop, dice, connect) {
    return {
        now: () => loop.now,
        after: (milliseconds, run) => loop.after(milliseconds, run),
        random: () => dice.next(),
        uuid: () => "xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx".replaceAll("x", () => Math.floor(dice.next() * 16).toString(16)),
        connect(url, protocols) {
            const socket = new FakeSocket(url, protocols);
            connect(socket);
            return socket;
        },
    };
}
//# sourceMappingURL=network.js.map