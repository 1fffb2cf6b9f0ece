import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Duplex } from "node:stream";

const WEB_SOCKET_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
const TOKEN_SECONDS = 86_400;

export type Frame = Record<string, unknown>;

/**
 * A server that accepts one user's messages, refuses the messages that a test names, and pushes any
 * frame, including frames that the real server would not send.
 */
export class TestServer {
  readonly #http: Server;
  readonly #sockets = new Set<Duplex>();
  readonly #lastSeq = new Map<string, number>();
  /** The messages that the user sent: `TO: TEXT`; other entries and replies as `TO: {…}`. */
  readonly received: string[] = [];
  /** What users have hidden, as JSON. */
  readonly hidden: string[] = [];
  /** Users who do not exist. */
  readonly unknown = new Set<string>();
  /** Types of operations that it refuses. */
  readonly tooLate = new Set<string>();
  /** Conversations that the user has when connecting. */
  conversations: Frame[] = [];
  /** The messages that each search finds; undefined if it refuses searches. */
  hits: Frame[] | undefined = [];
  #changed = () => {};

  private constructor() {
    this.#http = createServer((request, response) => {
      request.on("data", body => response.end(JSON.stringify({ token: tokenOf(body) })));
    });
    this.#http.on("upgrade", (request, socket: Socket) => this.#connect(request, socket));
  }

  static async start(): Promise<TestServer> {
    const server = new TestServer();
    await new Promise<void>(done => server.#http.listen(0, "127.0.0.1", done));
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) {
      socket.destroy();
    }
    this.#http.closeAllConnections();
    await new Promise(done => this.#http.close(done));
  }

  /** Resolves once the user has sent this many messages. */
  async messages(count: number): Promise<readonly string[]> {
    while (this.received.length < count) {
      await new Promise<void>(changed => {
        this.#changed = changed;
      });
    }
    return this.received;
  }

  /** Pushes the next message of a user. */
  say(from: string, text: string): void {
    this.write(from, { body: { type: "text", text }, salt: "AAECAwQFBgcICQoLDA0ODw" });
  }

  /** Pushes the next entry of a user's log with these additional fields. */
  write(from: string, fields: Frame): void {
    const seq = this.#next(from);
    const clientMessageId = `00000000-0000-4000-8000-${String(seq).padStart(12, "0")}`;
    const entry = { seq, from, clientMessageId, sentAt: 1, ...fields };
    this.#push({ type: "messages", peer: from, after: seq - 1, messages: [entry] });
  }

  #next(peer: string): number {
    const seq = (this.#lastSeq.get(peer) ?? 0) + 1;
    this.#lastSeq.set(peer, seq);
    return seq;
  }

  #connect(request: IncomingMessage, socket: Socket): void {
    const key = `${request.headers["sec-websocket-key"]}${WEB_SOCKET_GUID}`;
    const accept = createHash("sha1").update(key).digest("base64");
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        `Sec-WebSocket-Accept: ${accept}\r\nSec-WebSocket-Protocol: chat.v1\r\n\r\n`,
    );
    this.#sockets.add(socket);
    socket.on("close", () => this.#sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    let bytes = Buffer.alloc(0);
    socket.on("data", data => {
      bytes = Buffer.concat([bytes, data]);
      bytes = this.#read(bytes, socket);
    });
    this.#push({ type: "caughtUp", at: 1, more: false, conversations: this.conversations });
  }

  /** Reads all complete frames; returns the remaining bytes. */
  #read(bytes: Buffer, socket: Socket): Buffer<ArrayBuffer> {
    let rest = Buffer.from(bytes);
    for (let frame = decoded(rest); frame; frame = decoded(rest)) {
      rest = rest.subarray(frame.length);
      if (frame.isClose) {
        socket.end(Buffer.from([0x88, 0]));
      } else {
        this.#answer(JSON.parse(frame.text));
      }
    }
    return rest;
  }

  #answer(frame: Frame): void {
    const { action, requestId, peer } = frame;
    if (action === "sendMessage") {
      this.#append(frame);
    } else if (action === "history" && this.unknown.has(peer as string)) {
      this.#push({ type: "rejected", requestId, ...UNKNOWN_USER });
    } else if (action === "history") {
      this.#push({ type: "history", requestId, peer, messages: [], more: false });
    } else if (action === "conversations") {
      this.#push({ type: "conversations", requestId, conversations: [] });
    } else if (action === "search" && this.hits) {
      this.#push({ type: "searched", requestId, hits: this.hits });
    } else if (action === "search") {
      this.#push({ type: "rejected", requestId, code: "rateLimited", retryable: true });
    } else if (action === "hide") {
      const { seqs, upTo } = frame;
      this.hidden.push(JSON.stringify({ seqs, upTo }));
      this.#push({ type: "hidden", requestId, peer, version: 1, clearedTo: upTo ?? 0 });
    } else if (action === "sync") {
      this.#push({ type: "caughtUp", requestId, at: 1, more: false, conversations: [] });
    }
  }

  #append({ requestId, to, clientMessageId, body, target }: Frame): void {
    const peer = to as string;
    if (this.unknown.has(peer)) {
      this.#push({ type: "rejected", requestId, clientMessageId, ...UNKNOWN_USER });
      return;
    }
    const { type, text } = body as { readonly type: string; readonly text?: string };
    if (this.tooLate.has(type)) {
      this.#push({ type: "rejected", requestId, peer, clientMessageId, ...TOO_LATE });
      return;
    }
    const seq = this.#next(peer);
    const salt = "AAECAwQFBgcICQoLDA0ODw";
    this.#push({ type: "accepted", requestId, peer, seq, clientMessageId, sentAt: 1, salt });
    const what = target ? JSON.stringify({ target, ...(body as object) }) : text;
    this.received.push(`${peer}: ${what}`);
    this.#changed();
  }

  #push(frame: Frame): void {
    const payload = Buffer.from(JSON.stringify(frame));
    const header = Buffer.from([0x81, 126, payload.length >> 8, payload.length & 0xff]);
    for (const socket of this.#sockets) {
      socket.write(Buffer.concat([header, payload]));
    }
  }
}

const UNKNOWN_USER = {
  code: "unknownUser",
  message: "There is no such user.",
  retryable: false,
};

const TOO_LATE = {
  code: "tooLate",
  message: "The time to change the message is over.",
  retryable: false,
};

function tokenOf(body: Buffer): string {
  const { user } = JSON.parse(body.toString());
  const claims = { sub: user, exp: Math.floor(Date.now() / 1000) + TOKEN_SECONDS };
  return `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.`;
}

/** The first frame of a client, unmasked; undefined if it is not complete. */
function decoded(bytes: Buffer): { length: number; text: string; isClose: boolean } | undefined {
  if (bytes.length < 2) {
    return undefined;
  }
  const short = (bytes[1] as number) & 0x7f;
  const start = short === 126 ? 4 : 2;
  if (bytes.length < start) {
    return undefined;
  }
  const size = short === 126 ? bytes.readUInt16BE(2) : short;
  const length = start + 4 + size;
  if (bytes.length < length) {
    return undefined;
  }
  const mask = bytes.subarray(start, start + 4);
  const payload = Buffer.from(bytes.subarray(start + 4, length));
  payload.forEach((byte, i) => {
    payload[i] = byte ^ (mask[i % 4] as number);
  });
  return { length, text: payload.toString(), isClose: ((bytes[0] as number) & 0xf) === 8 };
}
