import type { Host, HostPorts } from "../../src/host/host.js";
import { MemoryStore } from "../../src/store/memory.js";
import type { Store } from "../../src/store/store.js";
import { TabHost } from "../../src/tabs/tab-host.js";
import { Desk } from "./desk.js";
import { settled } from "./loop.js";
import { FakeBrowser, type FakeTab } from "./tabs.js";

/** A disk shared by tabs. */
export class SharedStore extends MemoryStore {
  readonly sharedName = "shared";

  share(ports: HostPorts): Host {
    return new TabHost(ports, this.sharedName);
  }
}

/** A desk in a tab of a browser. */
export class Tab extends Desk {
  readonly #tab: FakeTab;

  constructor(browser: FakeBrowser, store: Store) {
    const tab = browser.tab();
    super(store, { tabs: tab.tabs });
    this.#tab = tab;
  }

  /** Closes the tab without a message to the others. */
  crash(): void {
    this.#tab.crash();
    for (const socket of this.sockets) {
      socket.isOver = true;
    }
  }

  /** Stops the tab's script; the tab keeps its lock. */
  hang(): void {
    this.#tab.hang();
  }

  resume(): void {
    this.#tab.resume();
  }
}

/** Two tabs of Alice on one disk. The first one leads, and has two messages from Bob. */
export async function twoTabs(): Promise<[Tab, Tab, SharedStore]> {
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
