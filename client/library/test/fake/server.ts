import type { Ack, ClientFrame } from "../../src/protocol/client-frames.js";
import { type Cursors, catchUp } from "./catch-up.js";
import { type Faults, NO_FAULTS } from "./faults.js";
import { hide } from "./hidden.js";
import { FakeLogs, type Log, type Row } from "./logs.js";
import type { Dice, Loop } from "./loop.js";
import type { FakeSocket } from "./network.js";

/** A row that changed within this time before `since` is part of the catch-up. */
const SLACK_MS = 120_000;

interface Connection {
  readonly user: string;
  readonly device: string;
  readonly socket: FakeSocket;
}

/** A minimal server of the protocol for tests: in memory, in one process, with faults. */
export class FakeServer {
  readonly #loop: Loop;
  readonly #dice: Dice;
  readonly #logs: FakeLogs;
  readonly #connections = new Set<Connection>();
  readonly #firstSeen = new Map<string, number>();
  faults: Faults = NO_FAULTS;

  constructor(loop: Loop, dice: Dice) {
    this.#loop = loop;
    this.#dice = dice;
    this.#logs = new FakeLogs(loop);
  }

  /** The log of two users. */
  log(user: string, peer: string): Log {
    return this.#logs.of(user, peer);
  }

  /** Breaks all connections. */
  cut(): void {
    for (const { socket } of [...this.#connections]) {
      socket.cut();
    }
    this.#connections.clear();
  }

  connect(socket: FakeSocket): void {
    const [, payload = ""] = (socket.protocols[1] as string).split(".").slice(1);
    const user = JSON.parse(Buffer.from(payload, "base64url").toString()).sub as string;
    const device = socket.url.searchParams.get("deviceId") as string;
    const since = Number(socket.url.searchParams.get("since") ?? 0);
    const connection = { user, device, socket };
    socket.receive = frame => this.#receive(connection, frame as unknown as ClientFrame);
    socket.closed = () => this.#connections.delete(connection);
    this.#later(() => {
      if (this.#dice.hits(this.faults.refuse)) {
        socket.cut();
        return;
      }
      const seen = `${user} ${device}`;
      this.#firstSeen.set(seen, this.#firstSeen.get(seen) ?? this.#loop.now);
      this.#connections.add(connection);
      socket.open();
      this.#catchUp(connection, {}, undefined, since - SLACK_MS);
    });
  }

  #later(run: () => void): void {
    this.#loop.after(this.#dice.between(1, this.faults.delayMs), run);
  }

  #receive(connection: Connection, frame: ClientFrame): void {
    this.#later(() => {
      const requestId = "requestId" in frame ? { requestId: frame.requestId } : {};
      if (connection.socket.isOver) {
        return;
      }
      if (this.#dice.hits(this.faults.hole)) {
        connection.socket.isBlackHole = true;
        return;
      }
      if (this.#dice.hits(this.faults.fail)) {
        this.#push(connection, { message: "Internal server error" }, true);
        return;
      }
      const lost = this.#dice.hits(this.faults.lose);
      const reply = (answer: object) =>
        this.#push(connection, lost ? { message: "Internal server error" } : answer, true);
      switch (frame.action) {
        case "sendMessage":
          reply({ ...requestId, ...this.#append(connection, frame) });
          break;
        case "ack":
          for (const ack of frame.acks) {
            this.#acknowledge(connection, ack);
          }
          if (frame.requestId !== undefined) {
            reply({ type: "acked", ...requestId });
          }
          break;
        case "sync":
          this.#catchUp(connection, frame.cursors ?? {}, lost ? undefined : frame.requestId, 0);
          break;
        case "history":
          reply({ ...requestId, ...this.#logs.page(connection.user, frame) });
          break;
        case "conversations":
          reply({ ...requestId, ...this.#logs.list(connection.user) });
          break;
        case "hide":
          reply({ ...requestId, ...this.#hide(connection, frame) });
          break;
        case "ping":
          reply({ type: "pong" });
          break;
        default:
          reply({ type: "rejected", ...requestId, code: "unknownAction", retryable: false });
      }
    });
  }

  /** @param certain whether the frame is a reply, which is lost only with its connection */
  #push({ socket }: Connection, frame: object, certain = false): void {
    for (let times = this.#dice.hits(this.faults.duplicate) ? 2 : 1; times > 0; times--) {
      if (certain || !this.#dice.hits(this.faults.drop)) {
        this.#later(() => (this.#dice.hits(this.faults.cut) ? cut(socket) : socket.push(frame)));
      }
    }
  }

  #append({ user, device, socket }: Connection, frame: ClientFrame & { action: "sendMessage" }) {
    const { to: peer, clientMessageId } = frame;
    const entry = this.#logs.append(user, device, frame);
    if (typeof entry === "string") {
      return { type: "rejected", peer, clientMessageId, code: entry, retryable: false };
    }
    const digest = this.log(user, peer).digests[entry.seq - 1];
    const news = { type: "messages", messages: [entry], digest };
    this.#pushTo(peer, socket, { ...news, peer: user });
    this.#pushTo(user, socket, { ...news, peer });
    const { seq, sentAt, salt } = entry;
    return { type: "accepted", peer, seq, clientMessageId, sentAt, salt, digest };
  }

  #acknowledge({ user, device, socket }: Connection, ack: Ack): void {
    const row = this.#logs.acknowledge(user, device, ack);
    if (!row) {
      const refusal = { type: "rejected", peer: ack.peer, code: "ackBeyondLog" };
      this.#push({ user, device, socket }, refusal);
      return;
    }
    const { delivered, read } = row;
    const receipt = { type: "receipt", peer: user, delivered, read, at: this.#loop.now };
    this.#pushTo(ack.peer, socket, receipt);
    if (ack.read) {
      this.#pushTo(user, socket, { type: "cursor", peer: ack.peer, read });
    }
  }

  #hide({ user, socket }: Connection, frame: ClientFrame & { action: "hide" }): object {
    const log = this.log(user, frame.peer);
    const row = log.rows.get(user) as Row;
    const { reply, push } = hide(row, log.entries.length, frame);
    if (push) {
      row.movedAt = this.#loop.now;
      this.#pushTo(user, socket, push);
    }
    return reply;
  }

  /** Pushes a frame to all connections of a user except one. */
  #pushTo(user: string, except: FakeSocket, frame: object): void {
    for (const other of this.#connections) {
      if (other.user === user && other.socket !== except) {
        this.#push(other, frame);
      }
    }
  }

  #catchUp(
    connection: Connection,
    cursors: Cursors,
    requestId: string | undefined,
    since: number,
  ): void {
    const { user, device } = connection;
    const firstSeen = this.#firstSeen.get(`${user} ${device}`) as number;
    const who = { user, device, firstSeen };
    const { frames, more, conversations } = catchUp(this.#logs.all(), who, cursors, since);
    for (const frame of frames) {
      this.#push(connection, frame);
    }
    const end = { type: "caughtUp", more, conversations, ...(!more && { at: this.#loop.now }) };
    this.#push(connection, { ...end, ...(requestId !== undefined && { requestId }) });
  }
}

function cut(socket: FakeSocket): void {
  socket.cut();
  socket.closed();
}
