/** One browser: its locks and its channels. */
export class FakeBrowser {
    #waiting = [];
    #channels = new Set();
    #holder;
    tab() {
        const me = {};
        const channels = [];
        const late = [];
        let hangs = false;
        const deliver = (event) => (hangs ? late.push(event) : event());
        const tabs = {
            lead: (_, signal, options = {}) => new Promise((lead, refuse) => {
                const lost = () => deliver(() => options.lost?.());
                const take = () => {
                    this.#hold(me, signal, lost);
                    deliver(lead);
                };
                signal.addEventListener("abort", () => refuse(new Error("aborted")));
                if (options.steal) {
                    this.#holder?.stolen();
                    take();
                }
                else if (this.#holder) {
                    this.#waiting.push({ tab: me, signal, take });
                }
                else {
                    take();
                }
            }),
            channel: () => {
                const channel = new FakeChannel(this.#channels, deliver);
                channels.push(channel);
                return channel;
            },
        };
        return {
            tabs,
            crash: () => {
                for (const channel of channels) {
                    channel.end();
                }
                this.#waiting.splice(0, Infinity, ...this.#waiting.filter(({ tab }) => tab !== me));
                this.#free(me);
            },
            hang: () => {
                hangs = true;
            },
            resume: () => {
                hangs = false;
                for (const event of late.splice(0)) {
                    event();
                }
            },
        };
    }
    #hold(tab, signal, stolen) {
        const release = () => this.#free(tab);
        this.#holder = { tab, release, stolen };
        signal.addEventListener("abort", release);
    }
    #free(tab) {
        if (this.#holder?.tab === tab) {
            this.#holder = undefined;
            let next = this.#waiting.shift();
            while (next?.signal.aborted) {
                next = this.#waiting.shift();
            }
            next?.take();
        }
    }
}
class FakeChannel {
    onmessage = null;
    #all;
    #deliver;
    #hasEnded = false;
    constructor(all, deliver) {
        this.#all = all.add(this);
        this.#deliver = deliver;
    }
    /** @throws `InvalidStateError` if the channel is closed, as in browsers */
    postMessage(message) {
        if (this.#hasEnded) {
            return;
        }
        if (!this.#all.has(this)) {
            throw new DOMException("The channel is closed.", "InvalidStateError");
        }
        for (const other of this.#all) {
            if (other !== this) {
                const data = structuredClone(message);
                queueMicrotask(() => other.#take(data));
            }
        }
    }
    #take(data) {
        this.#deliver(() => this.#all.has(this) && this.onmessage?.({ data }));
    }
    close() {
        this.#all.delete(this);
    }
    /** Its tab has crashed: what the script would have posted is posted to nobody. */
    end() {
        this.#hasEnded = true;
        this.close();
    }
}
//# sourceMappingURL=tabs.js.map