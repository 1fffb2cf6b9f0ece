import { ChatError } from "../errors.js";
import { Session } from "./session.js";
import { Doubling, Timers } from "./timers.js";
import { askToken } from "./token.js";
const REPLACE_AGAIN_MS = 5_000;
/** Keeps a device connected: with one connection, which is replaced before it ends. */
export class Connections {
    #ports;
    #timers;
    #reconnect = new Doubling();
    #sessionPorts;
    #current;
    #replacement;
    /** Whether the token callback is at work. */
    #asking = false;
    #refresh = false;
    #stopWaiting;
    #closed = false;
    #state = { status: "connecting" };
    constructor(ports) {
        this.#ports = ports;
        this.#timers = new Timers(ports.environment);
        this.#sessionPorts = {
            ...ports,
            opened: session => session === this.#current && this.#changed({ status: "catchingUp" }),
            lost: session => this.#lost(session),
            expiring: session => this.#replace(session),
        };
    }
    get state() {
        return this.#state;
    }
    #changed(state) {
        this.#state = state;
        this.#ports.changed(state);
    }
    /** Whether frames can be sent. */
    get isOnline() {
        return this.#current?.isOpen === true;
    }
    /** Whether messages may be sent. */
    get isReady() {
        return this.#current?.isCaughtUp === true;
    }
    /** The connection in use. */
    get current() {
        return this.#current;
    }
    send(frame) {
        this.#current?.send(frame);
    }
    /** Connects now, unless there is a connection or one is being opened. */
    connect() {
        if (!this.#closed && !this.#current && !this.#asking) {
            this.#stopWaiting?.();
            this.#stopWaiting = undefined;
            this.#changed({ status: "connecting" });
            void this.#open(session => {
                this.#current = session;
            }, () => this.#connectLater());
        }
    }
    async #open(opened, failed) {
        this.#asking = true;
        let session;
        try {
            const token = await askToken(this.#ports, this.#refresh);
            if (!this.#closed) {
                session = new Session(this.#sessionPorts, this.#ports.address(token), token);
                this.#refresh = false;
            }
        }
        catch (error) {
            this.#ports.fail(error instanceof ChatError
                ? error
                : new ChatError("connectFailed", `Check the address: ${error}`));
        }
        this.#asking = false;
        if (session) {
            opened(session);
        }
        else if (!this.#closed) {
            failed();
        }
    }
    #connectLater() {
        const wait = this.#timers.between(0, this.#reconnect.next());
        const retryAt = this.#ports.environment.now() + wait;
        this.#changed({ status: "offline", retryAt });
        this.#stopWaiting = this.#timers.after(wait, () => this.connect());
    }
    #lost(session) {
        if (session === this.#replacement) {
            this.#replacement = undefined;
            this.#current?.expireLater(REPLACE_AGAIN_MS);
        }
        else if (session === this.#current) {
            this.#current = this.#replacement;
            this.#replacement = undefined;
            if (this.#current) {
                this.#changed({ status: this.#current.isOpen ? "catchingUp" : "connecting" });
            }
            else if (this.#asking) {
                this.#changed({ status: "connecting" });
            }
            else {
                this.#connectLater();
            }
        }
    }
    /** Opens the next connection before this one is closed. */
    #replace(session) {
        if (session === this.#current && session.isOpen && !this.#replacement && !this.#asking) {
            this.#refresh = true;
            void this.#open(next => {
                if (this.#current) {
                    this.#replacement = next;
                }
                else {
                    this.#current = next;
                }
            }, () => (this.#current ? session.expireLater(REPLACE_AGAIN_MS) : this.#connectLater()));
        }
    }
    /** A session has caught up. */
    caughtUp(session) {
        this.#reconnect.reset();
        if (session === this.#replacement) {
            this.#current?.close();
            this.#current = session;
            this.#replacement = undefined;
        }
        if (session === this.#current) {
            this.#changed({ status: "online" });
        }
    }
    /** The server reported that the token has expired. */
    renew(session) {
        this.#refresh = true;
        this.#drop(session);
    }
    /** The system has lost its network: no connection is alive. */
    offline() {
        this.#replacement?.close();
        this.#replacement = undefined;
        if (this.#current) {
            this.#drop(this.#current);
        }
    }
    #drop(session) {
        session.close();
        this.#lost(session);
    }
    /** The network may have changed: tests the connection, or connects at once. */
    wake() {
        if (this.#current) {
            this.#current.probe();
        }
        else if (this.#stopWaiting) {
            this.connect();
        }
    }
    close() {
        this.#closed = true;
        this.#timers.clear();
        this.#current?.close();
        this.#replacement?.close();
        this.#current = undefined;
        this.#replacement = undefined;
        this.#changed({ status: "closed" });
    }
}
//# sourceMappingURL=connections.js.map