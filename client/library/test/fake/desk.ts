import { ChatClient } from "../../src/client.js";
import type { Environment } from "../../src/environment.js";
import type { ChatError } from "../../src/errors.js";
import { MemoryStore } from "../../src/store/memory.js";
import type { Store } from "../../src/store/store.js";
import { Dice, Loop, settled } from "./loop.js";
import { type FakeSocket, fakeEnvironment, tokenOf } from "./network.js";

const TOKEN_MS = 24 * 60 * 60_000;
/** The state in `caughtUp` of a conversation with Bob that has no message yet. */
export const BEGUN = { peer: "bob", lastSeq: 0 };

let desks = 0;

/** Alice's client, with sockets on which the test plays the server. */
export class Desk {
  readonly loop = new Loop();
  readonly sockets: FakeSocket[] = [];
  readonly store: Store;
  readonly client: ChatClient;
  readonly errors: ChatError[] = [];
  readonly asked: boolean[] = [];
  tokenMilliseconds = TOKEN_MS;
  /** Replaces the answer of the token callback. */
  token: (() => Promise<string>) | undefined;
  wake = () => {};
  offline = () => {};

  constructor(store: Store = new MemoryStore(), environment: Partial<Environment> = {}) {
    this.store = store;
    this.client = new ChatClient({
      url: "wss://chat.test/prod",
      token: ({ refresh }) => {
        this.asked.push(refresh);
        const good = tokenOf("alice", this.loop.now + this.tokenMilliseconds);
        return this.token?.() ?? Promise.resolve(good);
      },
      store,
      environment: {
        ...fakeEnvironment(this.loop, new Dice(++desks), socket => {
          socket.receive = ({ action }) => action === "ping" && socket.push({ type: "pong" });
          this.sockets.push(socket);
        }),
        onWake: wake => {
          this.wake = wake;
          return () => {};
        },
        onOffline: offline => {
          this.offline = offline;
          return () => {};
        },
        ...environment,
      },
    });
    this.client.on("error", error => this.errors.push(error));
  }

  /** A desk that is online and has some messages from Bob. */
  static async begun(messages = 1): Promise<Desk> {
    const desk = new Desk();
    await desk.online([BEGUN]);
    desk.bob(1, messages, 0);
    await desk.loop.pass(200);
    return desk;
  }

  /** Collects the numbers of the messages that the app receives from now on. */
  told(): readonly number[] {
    const told: number[] = [];
    this.client.on("messages", ({ messages }) => told.push(...messages.map(({ seq }) => seq)));
    return told;
  }

  /** The newest socket. */
  get socket(): FakeSocket {
    return this.sockets.at(-1) as FakeSocket;
  }

  /** Starts, opens the socket, and answers with a `caughtUp` without missing entries. */
  async online(conversations: object[] = []): Promise<FakeSocket> {
    await this.client.start();
    await settled();
    return this.open(conversations);
  }

  async open(conversations: object[] = []): Promise<FakeSocket> {
    this.socket.open();
    this.push({ type: "caughtUp", at: this.loop.now, more: false, conversations });
    await settled();
    const [list] = this.socket.frames("conversations");
    if (list) {
      this.push({ type: "conversations", requestId: list.requestId, conversations: [] });
      await settled();
    }
    return this.socket;
  }

  push(frame: object): void {
    this.socket.push(frame);
  }

  /** Sends entries of Bob, as a live push or, with `after`, as part of a catch-up. */
  bob(first: number, last: number, after?: number): void {
    this.push({
      type: "messages",
      peer: "bob",
      ...(after !== undefined && { after }),
      messages: entries("bob", first, last),
    });
  }

  /** Answers the last `sendMessage`. */
  accept(seq: number): void {
    const { requestId, to, clientMessageId } = this.socket.frames("sendMessage").at(-1) ?? {};
    this.push({
      type: "accepted",
      requestId,
      peer: to,
      seq,
      clientMessageId,
      sentAt: 1,
      salt: "AA",
    });
  }
}

export function entries(from: string, first: number, last: number): object[] {
  return Array.from({ length: last - first + 1 }, (_, i) => ({
    seq: first + i,
    from,
    clientMessageId: `00000000-0000-4000-8000-${String(first + i).padStart(12, "0")}`,
    sentAt: 1,
    body: { type: "text", text: `${from} ${first + i}` },
    salt: "AAECAwQFBgcICQoLDA0ODw",
  }));
}
