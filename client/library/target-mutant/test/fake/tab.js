import { MemoryStore } from "../../src/store/memory.js";
import { TabHost } from "../../src/tabs/tab-host.js";
import { Desk } from "./desk.js";
import { settled } from "./loop.js";
import { FakeBrowser } from "./tabs.js";
/** A disk that tabs share. */
export class SharedStore extends MemoryStore {
    sharedName = "shared";
    share(ports) {
        return new TabHost(ports, this.sharedName);
    }
}
/** A desk in a tab of a browser. */
export class Tab extends Desk {
    #tab;
    constructor(browser, store) {
        const tab = browser.tab();
        super(store, { tabs: tab.tabs });
        this.#tab = tab;
    }
    /** Ends the tab without a word. */
    crash() {
        this.#tab.crash();
        for (const socket of this.sockets) {
            socket.isOver = true;
        }
    }
    /** Stops the tab's script: it keeps its lock. */
    hang() {
        this.#tab.hang();
    }
    resume() {
        this.#tab.resume();
    }
}
/** Two tabs of Alice on one disk: the first one leads, and has two messages of Bob. */
export async function twoTabs() {
    const browser = new FakeBrowser();
    const store = new SharedStore();
    const first = new Tab(browser, store);
    const second = new Tab(browser, store);
    await first.online([{ peer: "bob", lastSeq: 0 }]);
    first.bob(1, 2, 0);
    await settled();
    await second.client.start();
    await settled();
    return [first, second, store];
}
//# sourceMappingURL=tab.js.map