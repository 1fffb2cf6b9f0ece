import type { Environment, Socket } from "../../src/environment.js";
import type { Dice, Loop } from "./loop.js";

/** A socket of a fake network: the client's end. */
export class FakeSocket implements Socket {
  onopen: ((event: Event) => void) | null = null;
  onmessage: ((event: MessageEvent) => void) | null = null;
  onclose: ((event: CloseEvent) => void) | null = null;
  onerror: ((event: Event) => void) | null = null;
  readonly url: URL;
  readonly protocols: readonly string[];
  /** The frames that the client sent. */
  readonly sent: Record<string, unknown>[] = [];
  isOver = false;
  /** The network accepts frames from both sides and delivers none, without an event. */
  isBlackHole = false;
  /** Receives the client's frames. */
  receive: (frame: Record<string, unknown>) => void = () => {};
  /** Called when the client closes the socket. */
  closed: () => void = () => {};

  constructor(url: string, protocols: readonly string[]) {
    this.url = new URL(url);
    this.protocols = protocols;
  }

  send(text: string): void {
    const frame = JSON.parse(text) as Record<string, unknown>;
    this.sent.push(frame);
    if (!this.isOver && !this.isBlackHole) {
      this.receive(frame);
    }
  }

  close(): void {
    if (!this.isOver) {
      this.isOver = true;
      this.closed();
    }
  }

  /** The frames of an action that the client sent. */
  frames(action: string): Record<string, unknown>[] {
    return this.sent.filter(frame => frame.action === action);
  }

  open(): void {
    this.onopen?.({} as Event);
  }

  /** Delivers a frame of the server to the client. */
  push(frame: unknown): void {
    if (!this.isOver && !this.isBlackHole) {
      const data = typeof frame === "string" ? frame : JSON.stringify(frame);
      this.onmessage?.({ data } as MessageEvent);
    }
  }

  /** Breaks the connection. */
  cut(): void {
    if (!this.isOver && !this.isBlackHole) {
      this.isOver = true;
      this.onclose?.({} as CloseEvent);
    }
  }
}

/** A token that no server would accept. */
export function tokenOf(user: string, expiresAt: number): string {
  const payload = Buffer.from(JSON.stringify({ sub: user, exp: expiresAt / 1000 }));
  return `e30.${payload.toString("base64url")}.`;
}

/** An environment with virtual time, seeded random numbers and fake sockets. */
export function fakeEnvironment(
  loop: Loop,
  dice: Dice,
  connect: (socket: FakeSocket) => void,
): Environment {
  return {
    now: () => loop.now,
    after: (milliseconds, run) => loop.after(milliseconds, run),
    random: () => dice.next(),
    uuid: () =>
      "xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx".replaceAll("x", () =>
        Math.floor(dice.next() * 16).toString(16),
      ),
    connect(url, protocols) {
      const socket = new FakeSocket(url, protocols);
      connect(socket);
      return socket;
    },
  };
}
