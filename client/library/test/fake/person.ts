import assert from "node:assert/strict";
import type { ChatEvents } from "../../src/chat-events.js";
import { ChatClient } from "../../src/client.js";
import type { ChatError } from "../../src/errors.js";
import type { HostPorts } from "../../src/host/host.js";
import type { Message } from "../../src/messages.js";
import { MemoryStore } from "../../src/store/memory.js";
import type { Batch, Store } from "../../src/store/store.js";
import { TabHost } from "../../src/tabs/tab-host.js";
import type { Dice, Loop } from "./loop.js";
import { fakeEnvironment, tokenOf } from "./network.js";
import type { FakeServer } from "./server.js";
import { SharedStore } from "./tab.js";
import { FakeBrowser } from "./tabs.js";

const TOKEN_MS = 50 * 60_000;

/** A browser with the disk and the locks that the tabs of one device share. */
export class Browser {
  readonly browser = new FakeBrowser();
  readonly disk = new SharedStore();
}

/** A device of a person, or a tab of it, with a store that outlives the processes that use it. */
export class PersonsDevice {
  readonly user: string;
  readonly #loop: Loop;
  readonly #dice: Dice;
  readonly #server: FakeServer;
  readonly #shared: Browser | undefined;
  readonly #disk: MemoryStore;
  /** The last entry of each conversation of which the app was notified in this process. */
  readonly #told = new Map<string, number>();
  #client: ChatClient | undefined;
  #kill = () => {};
  readonly errors: ChatError[] = [];
  /** The operations that the server has refused. */
  readonly refused: ChatError[] = [];
  /** Messages of which the app was notified; some have changed since. */
  readonly seen: Message[] = [];

  constructor(user: string, loop: Loop, dice: Dice, server: FakeServer, shared?: Browser) {
    this.user = user;
    this.#loop = loop;
    this.#dice = dice;
    this.#server = server;
    this.#shared = shared;
    this.#disk = shared?.disk ?? new MemoryStore();
  }

  get client(): ChatClient | undefined {
    return this.#client;
  }

  async start(): Promise<void> {
    let alive = true;
    const sockets: { cut(): void; closed(): void }[] = [];
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
    // A following tab has a device once another tab leads.
    await Promise.all([client.start(), tab && this.#loop.pass(60_000)]);
  }

  #tell({ peer, messages, after, upTo }: ChatEvents["messages"]): void {
    const last = this.#told.get(peer) ?? after;
    assert.ok(after <= last, `${this.user} was told with a gap`);
    assert.deepEqual(
      messages.map(({ seq }) => seq > last && seq <= upTo),
      messages.map(() => true),
      `${this.user} was told twice or out of order`,
    );
    this.#told.set(peer, upTo);
    this.seen.push(...messages);
  }

  #reset(client: ChatClient): void {
    this.#told.clear();
    for (const { peer, held, base } of client.conversations()) {
      if (base !== undefined) {
        this.#told.set(peer, held);
      }
    }
  }

  /** Kills the process. */
  crash(): void {
    this.#kill();
    this.#client = undefined;
  }

  /** Reads all messages of a conversation by paging back to its beginning. */
  async messages(peer: string): Promise<Message[]> {
    const conversation = (this.#client as ChatClient).conversation(peer);
    const messages: Message[] = [];
    let before = Infinity;
    for (let more = true; more; ) {
      const page = await this.#passing(conversation.page({ limit: 7, before }));
      assert.ok(page.upTo === Math.min(before - 1, conversation.state.held), "a page has a gap");
      messages.unshift(...page.messages);
      before = page.after + 1;
      more = page.more;
    }
    return messages;
  }

  /** One message, from the server if this device does not hold it. */
  message(peer: string, seq: number): Promise<Message | undefined> {
    return this.#passing((this.#client as ChatClient).conversation(peer).message(seq));
  }

  async #passing<T>(work: Promise<T>): Promise<T> {
    return (await Promise.all([work, this.#loop.pass(60_000)]))[0];
  }

  /** All data on the disk, as text. */
  async disk(): Promise<string> {
    return JSON.stringify(await this.#disk.contents());
  }
}

/** A disk that a killed process can no longer write to. */
function mortal(disk: Store, isAlive: () => boolean): Store {
  const never = new Promise<never>(() => {});
  return {
    lead: () => (isAlive() ? (disk.lead?.() as Promise<number>) : never),
    load: () => disk.load(),
    entries: (peer, range) => disk.entries(peer, range),
    folds: (peer, targets) => disk.folds(peer, targets),
    write: (batch: Batch) => (isAlive() ? disk.write(batch) : never),
    close: () => disk.close(),
  };
}

/** A store that is shared by the tabs of a browser. */
function shared(store: Store): Store {
  const sharedName = "shared";
  const share = (ports: HostPorts) => new TabHost(ports, sharedName);
  return Object.assign(store, { sharedName, share });
}
