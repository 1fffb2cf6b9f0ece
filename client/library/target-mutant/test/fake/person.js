import assert from "node:assert/strict";
import { ChatClient } from "../../src/client.js";
import { MemoryStore } from "../../src/store/memory.js";
import { TabHost } from "../../src/tabs/tab-host.js";
import { fakeEnvironment, tokenOf } from "./network.js";
import { SharedStore } from "./tab.js";
import { FakeBrowser } from "./tabs.js";
const TOKEN_MS = 50 * 60_000;
/** A browser: the disk and the locks that the tabs of one device share. */
export class Browser {
    browser = new FakeBrowser();
    disk = new SharedStore();
}
/** A device of a person, or a tab of it: a store that outlives the processes that use it. */
export class PersonsDevice {
    user;
    #loop;
    #dice;
    #server;
    #shared;
    #disk;
    /** The last entry of each conversation that the app was notified of, in this process. */
    #told = new Map();
    #client;
    #kill = () => { };
    errors = [];
    /** The operations that the server has refused. */
    refused = [];
    /** Messages that the app was notified of: some have changed since. */
    seen = [];
    constructor(user, loop, dice, server, shared) {
        this.user = user;
        this.#loop = loop;
        this.#dice = dice;
        this.#server = server;
        this.#shared = shared;
        this.#disk = shared?.disk ?? new MemoryStore();
    }
    get client() {
        return this.#client;
    }
    async start() {
        let alive = true;
        const sockets = [];
        const environment = fakeEnvironment(this.#loop, this.#dice, socket => {
            sockets.push(socket);
            this.#server.connect(socket);
        });
        const tab = this.#shared?.browser.tab();
        const store = mortal(this.#disk, () => alive);
        const client = new ChatClient({
            url: "wss://chat.test/prod",
            token: async () => tokenOf(this.user, this.#loop.now + TOKEN_MS),
            store: tab ? shared(store) : store,
            environment: {
                ...environment,
                ...(tab && { tabs: tab.tabs }),
                after: (milliseconds, run) => this.#loop.after(milliseconds, () => alive && run()),
            },
        });
        this.#kill = () => {
            alive = false;
            tab?.crash();
            for (const socket of sockets) {
                socket.closed();
                socket.cut();
            }
        };
        this.#client = client;
        client.on("error", error => this.errors.push(error));
        client.on("refused", ({ error }) => this.refused.push(error));
        client.on("forgotten", ({ peer }) => this.#told.delete(peer));
        client.on("messages", part => this.#tell(part));
        client.on("reset", () => this.#reset(client));
        // A tab that follows has a device once one leads.
        await Promise.all([client.start(), tab && this.#loop.pass(60_000)]);
    }
    #tell({ peer, messages, after, upTo }) {
        const last = this.#told.get(peer) ?? after;
        assert.ok(after <= last, `${this.user} was told with a gap`);
        assert.deepEqual(messages.map(({ seq }) => seq > last && seq <= upTo), messages.map(() => true), `${this.user} was told twice or out of order`);
        this.#told.set(peer, upTo);
        this.seen.push(...messages);
    }
    #reset(client) {
        this.#told.clear();
        for (const { peer, held, base } of client.conversations()) {
            if (base !== undefined) {
                this.#told.set(peer, held);
            }
        }
    }
    /** The process ends where it is. */
    crash() {
        this.#kill();
        this.#client = undefined;
    }
    /** All messages of a conversation, by paging back to its beginning. */
    async messages(peer) {
        const conversation = this.#client.conversation(peer);
        const messages = [];
        let before = Infinity;
        for (let more = true; more;) {
            const page = await this.#passing(conversation.page({ limit: 7, before }));
            assert.ok(page.upTo === Math.min(before - 1, conversation.state.held), "a page has a gap");
            messages.unshift(...page.messages);
            before = page.after + 1;
            more = page.more;
        }
        return messages;
    }
    /** One message, from the server if this device does not hold it. */
    message(peer, seq) {
        return this.#passing(this.#client.conversation(peer).message(seq));
    }
    async #passing(work) {
        return (await Promise.all([work, this.#loop.pass(60_000)]))[0];
    }
    /** All that is on the disk, as text. */
    async disk() {
        return JSON.stringify(await this.#disk.contents());
    }
}
/** A disk that a process can no longer write once it is dead. */
function mortal(disk, isAlive) {
    const never = new Promise(() => { });
    return {
        lead: () => (isAlive() ? disk.lead?.() : never),
        load: () => disk.load(),
        entries: (peer, range) => disk.entries(peer, range),
        folds: (peer, targets) => disk.folds(peer, targets),
        write: (batch) => (isAlive() ? disk.write(batch) : never),
        close: () => disk.close(),
    };
}
/** A store that is shared by the tabs of a browser. */
function shared(store) {
    const sharedName = "shared";
    const share = (ports) => new TabHost(ports, sharedName);
    return Object.assign(store, { sharedName, share });
}
//# sourceMappingURL=person.js.map