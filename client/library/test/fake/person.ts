import assert from "node:assert/strict";
import { ChatClient } from "../../src/client.js";
import type { ChatError } from "../../src/errors.js";
import { MemoryStore } from "../../src/store/memory.js";
import type { Batch, Store } from "../../src/store/store.js";
import type { Dice, Loop } from "./loop.js";
import { fakeEnvironment, tokenOf } from "./network.js";
import type { FakeServer } from "./server.js";

const TOKEN_MS = 50 * 60_000;

/** A device of a person: a store that outlives the processes that use it. */
export class PersonsDevice {
  readonly user: string;
  readonly #loop: Loop;
  readonly #dice: Dice;
  readonly #server: FakeServer;
  readonly #disk = new MemoryStore();
  /** The last message of each conversation that the app was notified of, in this process. */
  readonly #told = new Map<string, number>();
  #client: ChatClient | undefined;
  #kill = () => {};
  readonly errors: ChatError[] = [];

  constructor(user: string, loop: Loop, dice: Dice, server: FakeServer) {
    this.user = user;
    this.#loop = loop;
    this.#dice = dice;
    this.#server = server;
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
    const client = new ChatClient({
      url: "wss://chat.test/prod",
      token: async () => tokenOf(this.user, this.#loop.now + TOKEN_MS),
      store: mortal(this.#disk, () => alive),
      environment: {
        ...environment,
        after: (milliseconds, run) => this.#loop.after(milliseconds, () => alive && run()),
      },
    });
    this.#kill = () => {
      alive = false;
      for (const socket of sockets) {
        socket.closed();
        socket.cut();
      }
    };
    this.#client = client;
    client.on("error", error => this.errors.push(error));
    this.#told.clear();
    client.on("forgotten", ({ peer }) => this.#told.delete(peer));
    client.on("messages", ({ peer, messages }) => {
      for (const message of messages) {
        const last = this.#told.get(peer);
        if (last !== undefined) {
          assert.equal(message.seq, last + 1, `${this.user} was told out of order`);
        }
        this.#told.set(peer, message.seq);
      }
    });
    await client.start();
    for (const { peer, held, base } of client.conversations()) {
      if (base !== undefined) {
        this.#told.set(peer, Math.max(held, this.#told.get(peer) ?? 0));
      }
    }
  }

  /** Kills the process. */
  crash(): void {
    this.#kill();
    this.#client = undefined;
  }

  /** All texts of a conversation, by paging back to its beginning. */
  async texts(peer: string): Promise<string[]> {
    const conversation = (this.#client as ChatClient).conversation(peer);
    const texts: string[] = [];
    let before: number | undefined;
    for (let more = true; more; ) {
      const asked = conversation.page({ limit: 7, ...(before !== undefined && { before }) });
      const [page] = await Promise.all([asked, this.#loop.pass(60_000)]);
      texts.unshift(...page.messages.map(message => `${message.from}: ${message.body?.text}`));
      before = page.messages[0]?.seq;
      more = page.more && before !== undefined;
    }
    return texts;
  }
}

/** A disk that a killed process can no longer write to. */
function mortal(disk: Store, isAlive: () => boolean): Store {
  const never = new Promise<never>(() => {});
  return {
    load: () => disk.load(),
    entries: (peer, range) => disk.entries(peer, range),
    write: (batch: Batch) => (isAlive() ? disk.write(batch) : never),
    close: () => disk.close(),
  };
}
