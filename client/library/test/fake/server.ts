import { digestAfter, EMPTY_LOG } from "../../src/protocol/chain.js";
import type { Ack, ClientFrame, Entry } from "../../src/protocol/frames.js";
import type { Dice, Loop } from "./loop.js";
import type { FakeSocket } from "./network.js";

const FRAME_ENTRIES = 3;
const DRAIN_FRAMES = 3;
/** What a device that is new to an old conversation gets of it. */
const NEWEST = 5;
/** A row that moved this long before `since` is drained again. */
const SLACK_MS = 120_000;

/** How often things go wrong, from 0 to 1. */
export interface Faults {
  /** A push is lost. */
  drop: number;
  /** A frame comes twice. */
  duplicate: number;
  /** A request is not done, and answered with a gateway error frame. */
  fail: number;
  /** A request is done, and answered with a gateway error frame. */
  lose: number;
  /** A frame of either side breaks the connection instead. */
  cut: number;
  /** A frame of the client leaves its connection dead, and nobody is told. */
  hole: number;
  /** A handshake is refused. */
  refuse: number;
  /** Frames take up to this long, each by itself, so that they overtake each other. */
  delayMs: number;
}

export const NO_FAULTS: Faults = {
  drop: 0,
  duplicate: 0,
  fail: 0,
  lose: 0,
  cut: 0,
  hole: 0,
  refuse: 0,
  delayMs: 5,
};

interface Row {
  movedAt: number;
  delivered: number;
  read: number;
  readonly cursors: Map<string, number>;
}

interface Log {
  readonly startedAt: number;
  readonly entries: Entry[];
  readonly digests: string[];
  readonly rows: Map<string, Row>;
}

interface Connection {
  readonly user: string;
  readonly device: string;
  readonly socket: FakeSocket;
}

/** The server of the protocol, as small as a test needs it: in memory, in one process, faulty. */
export class FakeServer {
  readonly #loop: Loop;
  readonly #dice: Dice;
  readonly #logs = new Map<string, Log>();
  readonly #connections = new Set<Connection>();
  readonly #firstSeen = new Map<string, number>();
  faults: Faults = NO_FAULTS;

  constructor(loop: Loop, dice: Dice) {
    this.#loop = loop;
    this.#dice = dice;
  }

  /** The log of two users. */
  log(user: string, peer: string): Log {
    const key = [user, peer].sort().join(" ");
    let log = this.#logs.get(key);
    if (!log) {
      const row = (): Row => ({
        movedAt: this.#loop.now,
        delivered: 0,
        read: 0,
        cursors: new Map(),
      });
      log = {
        startedAt: this.#loop.now,
        entries: [],
        digests: [],
        rows: new Map([
          [user, row()],
          [peer, row()],
        ]),
      };
      this.#logs.set(key, log);
    }
    return log;
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
      this.#drain(connection, {}, undefined, since - SLACK_MS);
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
          this.#drain(connection, frame.cursors ?? {}, lost ? undefined : frame.requestId, 0);
          break;
        case "history":
          reply({ ...requestId, ...this.#page(connection.user, frame) });
          break;
        case "conversations":
          reply({
            type: "conversations",
            ...requestId,
            conversations: this.#list(connection.user),
          });
          break;
        case "ping":
          reply({ type: "pong" });
          break;
        default:
          reply({ type: "rejected", ...requestId, code: "unknownAction", retryable: false });
      }
    });
  }

  /** @param certain whether it is a reply: lost only with its connection */
  #push({ socket }: Connection, frame: object, certain = false): void {
    for (let times = this.#dice.hits(this.faults.duplicate) ? 2 : 1; times > 0; times--) {
      if (certain || !this.#dice.hits(this.faults.drop)) {
        this.#later(() =>
          this.#dice.hits(this.faults.cut) ? this.#break(socket) : socket.push(frame),
        );
      }
    }
  }

  #break(socket: FakeSocket): void {
    socket.cut();
    socket.closed();
  }

  #append({ user, device, socket }: Connection, frame: ClientFrame & { action: "sendMessage" }) {
    const { to: peer, clientMessageId, body } = frame;
    const log = this.log(user, peer);
    const from = (frame.seq ?? (frame.after as number) + 1) - 1;
    let entry = log.entries.slice(from).find(e => e.clientMessageId === clientMessageId);
    if (!entry) {
      const salt = Buffer.alloc(16, log.entries.length).toString("base64url");
      const sentAt = this.#loop.now;
      entry = { seq: log.entries.length + 1, from: user, clientMessageId, sentAt, body, salt };
      log.digests.push(digestAfter(log.digests.at(-1) ?? EMPTY_LOG, entry) as string);
      log.entries.push(entry);
      for (const row of log.rows.values()) {
        row.movedAt = this.#loop.now;
      }
      const row = log.rows.get(user) as Row;
      if ((row.cursors.get(device) ?? 0) === entry.seq - 1) {
        row.cursors.set(device, entry.seq);
      }
    }
    const digest = log.digests[entry.seq - 1];
    for (const other of this.#connections) {
      const isPeer = other.user === peer;
      if ((isPeer || other.user === user) && other.socket !== socket) {
        const named = isPeer ? user : peer;
        this.#push(other, { type: "messages", peer: named, messages: [entry], digest });
      }
    }
    const { seq, sentAt, salt } = entry;
    return { type: "accepted", peer, seq, clientMessageId, sentAt, salt, digest };
  }

  #acknowledge({ user, device, socket }: Connection, ack: Ack): void {
    const log = this.log(user, ack.peer);
    const row = log.rows.get(user) as Row;
    const delivered = Math.max(ack.delivered ?? 0, ack.read ?? 0);
    if (delivered > log.entries.length) {
      this.#push(
        { user, device, socket },
        { type: "rejected", peer: ack.peer, code: "ackBeyondLog" },
      );
      return;
    }
    row.delivered = Math.max(row.delivered, delivered);
    row.read = Math.max(row.read, ack.read ?? 0);
    row.cursors.set(device, Math.max(row.cursors.get(device) ?? 0, delivered));
    for (const peerRow of log.rows.values()) {
      peerRow.movedAt = this.#loop.now;
    }
    for (const other of this.#connections) {
      if (other.user === ack.peer) {
        const { delivered, read } = row;
        this.#push(other, { type: "receipt", peer: user, delivered, read, at: this.#loop.now });
      } else if (other.user === user && other.socket !== socket && ack.read) {
        this.#push(other, { type: "cursor", peer: ack.peer, read: row.read });
      }
    }
  }

  #drain(
    connection: Connection,
    cursors: Readonly<Record<string, number>>,
    requestId: string | undefined,
    since: number,
  ): void {
    const { user, device } = connection;
    const at = this.#loop.now;
    let frames = 0;
    let more = false;
    const conversations: object[] = [];
    for (const log of this.#logs.values()) {
      const [peer] = [...log.rows.keys()].filter(name => name !== user);
      const row = log.rows.get(user);
      if (!row || !peer || (row.movedAt < since && cursors[peer] === undefined)) {
        continue;
      }
      const after = cursors[peer] ?? row.cursors.get(device) ?? this.#start(log, connection, row);
      for (let next = after; next < log.entries.length && !more; next += FRAME_ENTRIES) {
        const messages = log.entries.slice(next, next + FRAME_ENTRIES);
        const digest = log.digests[next + messages.length - 1];
        more = frames++ === DRAIN_FRAMES;
        if (!more) {
          this.#push(connection, { type: "messages", peer, after, messages, digest });
        }
      }
      const other = log.rows.get(peer) as Row;
      conversations.push({
        peer,
        lastSeq: log.entries.length,
        cursor: row.cursors.get(device),
        delivered: row.delivered,
        read: row.read,
        peerDelivered: other.delivered,
        peerRead: other.read,
      });
    }
    const end = { type: "caughtUp", more, conversations, ...(!more && { at }) };
    this.#push(connection, { ...end, ...(requestId !== undefined && { requestId }) });
  }

  #start(log: Log, { user, device }: Connection, row: Row): number {
    const isNew = log.startedAt > (this.#firstSeen.get(`${user} ${device}`) as number);
    return isNew ? 0 : Math.max(0, Math.min(row.delivered, log.entries.length - NEWEST));
  }

  #list(user: string): object[] {
    return [...this.#logs.values()].flatMap(log => {
      const row = log.rows.get(user);
      const peer = [...log.rows.keys()].find(name => name !== user);
      const unread = log.entries.filter(({ seq, from }) => from === peer && seq > (row?.read ?? 0));
      return row
        ? [{ peer, lastSeq: log.entries.length, read: row.read, unread: unread.length }]
        : [];
    });
  }

  #page(user: string, frame: ClientFrame & { action: "history" }): object {
    const { peer, before = Infinity, limit = 50 } = frame;
    const log = this.log(user, peer);
    const older = log.entries.filter(({ seq }) => seq < before);
    const messages = older.slice(Math.max(0, older.length - limit));
    const last = messages.at(-1);
    return {
      type: "history",
      peer,
      messages,
      more: older.length > messages.length,
      ...(last && { digest: log.digests[last.seq - 1] }),
    };
  }
}
