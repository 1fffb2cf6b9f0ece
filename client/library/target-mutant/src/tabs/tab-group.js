import { ChatError } from "../errors.js";
import { Leadership } from "./leadership.js";
/** The tabs that share a device: the leader, and the messages between the tabs. */
export class TabGroup {
    #ports;
    #id;
    #channel;
    #leadership;
    /** Of the latest leader: messages of an earlier one are ignored. */
    #epoch = 0;
    /** @throws `ChatError` `storageUnavailable` if tabs cannot share anything here */
    constructor(ports) {
        const { name, environment } = ports;
        const { tabs } = environment;
        if (!tabs) {
            const message = "This browser has no Web Locks or no BroadcastChannel here.";
            throw new ChatError("storageUnavailable", message);
        }
        this.#ports = ports;
        this.#id = environment.uuid();
        this.#channel = tabs.channel(name);
        this.#channel.onmessage = ({ data }) => this.#received(data);
        this.#leadership = new Leadership({
            ...ports,
            tabs,
            ping: () => this.#post({ kind: "ping" }),
            won: () => {
                this.#post({ kind: "pong" });
                ports.won();
            },
        });
    }
    /** Asks for the lead, and for the state of the device if another tab leads. */
    start() {
        this.#leadership.start();
        this.#post({ kind: "hello", id: this.#id });
    }
    /** This tab has an epoch as the leader. */
    begin(epoch) {
        this.#epoch = epoch;
    }
    /** The device of this tab can be called. */
    leads(snapshot) {
        this.#post({ kind: "snapshot", epoch: this.#epoch, id: undefined, snapshot });
    }
    /** Posts an event of this tab's device to the other tabs. */
    announce(event) {
        this.#post({ kind: "event", epoch: this.#epoch, event });
    }
    /** Asks the leader, and looks whether it is alive. */
    ask(call) {
        this.#post(call);
        this.#leadership.probe();
    }
    /** Answers a call of another tab, if the device still leads then. */
    answer({ id }, work, leads) {
        const post = (result) => leads() && this.#post({ kind: "result", id, ...result });
        work.then(value => post({ value }), 
        // A browser would clone nothing but the message.
        ({ code, message, peer }) => post({ error: { code, message, peer } }));
    }
    #post(message) {
        this.#channel.postMessage(message);
    }
    #received(message) {
        switch (message.kind) {
            case "ping":
                if (this.#leadership.isLeader) {
                    this.#post({ kind: "pong" });
                }
                break;
            case "pong":
                this.#leadership.heard();
                break;
            case "hello":
                this.#welcome(message.id);
                break;
            case "snapshot":
                this.#follow(message);
                break;
            case "event":
                if (this.#isLatest(message)) {
                    this.#ports.event(message.event);
                }
                break;
            case "call":
                this.#ports.call(message);
                break;
            case "result":
                this.#ports.result(message);
        }
    }
    #welcome(id) {
        const snapshot = this.#ports.snapshot();
        if (snapshot) {
            // In the same step: an event after the snapshot is posted after it.
            this.#post({ kind: "snapshot", epoch: this.#epoch, id, snapshot });
        }
    }
    #follow({ epoch, id, snapshot }) {
        if (this.#leadership.isLeader && epoch > this.#epoch) {
            this.#leadership.concede();
        }
        const isForThis = id === undefined || id === this.#id;
        if (this.#isLatest({ epoch }) && isForThis) {
            this.#ports.followed(snapshot);
        }
    }
    #isLatest({ epoch }) {
        if (epoch < this.#epoch) {
            return false;
        }
        this.#epoch = epoch;
        this.#leadership.heard();
        return true;
    }
    /** Leaves the group: another tab may lead. */
    end() {
        this.#leadership.end();
        this.#channel.close();
    }
}
//# sourceMappingURL=tab-group.js.map