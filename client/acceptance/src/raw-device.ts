import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import {
  type Ack,
  type Body,
  type ClientFrame,
  type Decoded,
  decode,
  type Presence,
  type ReplyType,
  type Request,
} from "@serverlesschat/client";
import type { Target } from "./target.js";

const PATIENCE_MS = 20_000;
const ATTEMPTS_MAX = 10;
const RECONNECT_MS = 1_000;

/** Frames of a type. */
export type Frame<T extends Decoded["type"]> = Extract<Decoded, { type: T }>;

/** A frame that sends a message or an operation. */
export type SendMessage = ClientFrame & { readonly action: "sendMessage" };

/** A device without the client rules: it sends any frame, and keeps the frames it receives. */
export class RawDevice {
  readonly #socket: WebSocket;
  readonly #frames: Decoded[] = [];
  readonly #waiting = new Set<() => void>();

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.onmessage = ({ data }) => {
      this.#frames.push(decode(data));
      this.#wake();
    };
    socket.onclose = () => this.#wake();
  }

  #wake(): void {
    for (const wake of this.#waiting) {
      wake();
    }
    this.#waiting.clear();
  }

  /** Connects. With `caughtUp` it also waits for the end of the first catch-up and drops its frames. */
  static async connect(
    target: Target,
    user: string,
    deviceId: string,
    options: { readonly token?: string; readonly caughtUp?: boolean } = {},
  ): Promise<RawDevice> {
    const token = options.token ?? (await target.token(user));
    const address = `${target.url}?deviceId=${deviceId}`;
    // Retries as every client does, because an overloaded server may refuse a valid token
    // temporarily.
    const attempts = options.token === undefined ? ATTEMPTS_MAX : 1;
    const device = await RawDevice.#open(address, token, attempts);
    if (options.caughtUp ?? true) {
      await device.next("caughtUp");
      device.#frames.length = 0;
    }
    return device;
  }

  static async #open(address: string, token: string, attempts: number): Promise<RawDevice> {
    for (let attempt = 1; ; attempt++) {
      const socket = new WebSocket(address, ["chat.v1", `bearer.${token}`]);
      const device = new RawDevice(socket);
      const isOpen = await new Promise<boolean>(done => {
        socket.onopen = () => done(true);
        socket.onerror = () => done(false);
      });
      if (isOpen) {
        return device;
      }
      if (attempt === attempts) {
        throw new Error("the server refused the handshake");
      }
      await setTimeout(RECONNECT_MS);
    }
  }

  /** Sends a frame, or any text. */
  send(frame: object | string): void {
    this.#socket.send(typeof frame === "string" ? frame : JSON.stringify(frame));
  }

  /** Removes and returns the next frame of a type; frames of other types stay. */
  async next<T extends Decoded["type"]>(
    type: T,
    test: (frame: Frame<T>) => boolean = () => true,
  ): Promise<Frame<T>> {
    const matches = (frame: Decoded) => frame.type === type && test(frame as Frame<T>);
    return (await this.#take(type, matches)) as Frame<T>;
  }

  async #take(expected: string, matches: (frame: Decoded) => boolean): Promise<Decoded> {
    const deadline = AbortSignal.timeout(PATIENCE_MS);
    for (;;) {
      const index = this.#frames.findIndex(matches);
      if (index >= 0) {
        return this.#frames.splice(index, 1)[0] as Decoded;
      }
      if (deadline.aborted || this.#socket.readyState === WebSocket.CLOSED) {
        throw new Error(`no ${expected} arrived, only ${JSON.stringify(this.#frames)}`);
      }
      await new Promise<void>(wake => {
        this.#waiting.add(wake);
        deadline.onabort = () => wake();
      });
    }
  }

  /** The number of frames of a type that were received and not removed. */
  untaken(type: Decoded["type"]): number {
    return this.#frames.filter(frame => frame.type === type).length;
  }

  /** Waits for a pong. Earlier frames have arrived then, as far as the server keeps the order. */
  async settle(): Promise<void> {
    this.send({ action: "ping" });
    await this.next("pong");
  }

  /** Sends a request and waits for its reply or `rejected`. */
  async replyTo<R extends Request>(request: R): Promise<Frame<ReplyType<R>> | Frame<"rejected">> {
    const requestId = crypto.randomUUID();
    this.send({ ...request, requestId });
    const type = typeOfReply(request);
    const reply = await this.#take(
      `reply to ${request.action}`,
      frame =>
        (frame.type === type || frame.type === "rejected") &&
        (frame as Frame<"rejected">).requestId === requestId,
    );
    return reply as Frame<ReplyType<R>> | Frame<"rejected">;
  }

  /** Sends a request and waits for its reply. */
  async ask<R extends Request>(request: R): Promise<Frame<ReplyType<R>>> {
    const reply = await this.replyTo(request);
    assert.equal((reply as Decoded).type, typeOfReply(request), JSON.stringify(reply));
    return reply as Frame<ReplyType<R>>;
  }

  /** Acknowledges and waits for `acked`. */
  async acknowledge(...acks: readonly Ack[]): Promise<void> {
    const requestId = crypto.randomUUID();
    this.send({ action: "ack", requestId, acks });
    await this.next("acked", frame => frame.requestId === requestId);
  }

  /** Waits for a notification that a user has a status. */
  async nextPresence(status: Presence["status"]): Promise<Presence> {
    const isNotification = ({ requestId, users }: Frame<"presence">) =>
      requestId === undefined && users[0]?.status === status;
    return (await this.next("presence", isNotification)).users[0] as Presence;
  }

  /** Sends a text until it is accepted. */
  write(to: string, text: string, after?: number, id?: string): Promise<Frame<"accepted">> {
    return this.put(message(to, text, after, id));
  }

  /** Sends an operation on a message until it is accepted. */
  operate(to: string, target: number, body: Body, after: number): Promise<Frame<"accepted">> {
    return this.put(operation(to, target, body, after));
  }

  /** Sends a frame until it is accepted, with the waits that retryable rejections ask for. */
  async put(frame: SendMessage): Promise<Frame<"accepted">> {
    const { clientMessageId } = frame;
    const isReply = (reply: Decoded) =>
      (reply.type === "accepted" || reply.type === "rejected") &&
      reply.clientMessageId === clientMessageId;
    for (let attempt = 1; ; attempt++) {
      this.send(frame);
      const reply = await this.#take("accepted", isReply);
      if (reply.type === "accepted") {
        return reply;
      }
      const { retryable, retryAfterMs } = reply as Frame<"rejected">;
      assert.ok(retryable && attempt < ATTEMPTS_MAX, JSON.stringify(reply));
      await setTimeout(retryAfterMs ?? 0);
    }
  }

  close(): void {
    this.#socket.close();
  }
}

/** A `sendMessage` frame. */
export function message(
  to: string,
  text: string,
  after = 0,
  clientMessageId: string = crypto.randomUUID(),
): SendMessage {
  return { action: "sendMessage", to, clientMessageId, after, body: { type: "text", text } };
}

/** A `sendMessage` frame of an operation on a message. */
export function operation(to: string, target: number, body: Body, after: number): SendMessage {
  return { ...message(to, "", after), target, body };
}

/** The `seq` of each entry of a frame. */
export function seqs(frame: { readonly messages: readonly { readonly seq: number }[] }): number[] {
  return frame.messages.map(({ seq }) => seq);
}

/** Returns the next receipt. */
export async function receiptOf(device: RawDevice): Promise<[delivered: number, read: number]> {
  const { delivered, read } = await device.next("receipt");
  return [delivered, read];
}

function typeOfReply({ action }: Request): Decoded["type"] {
  switch (action) {
    case "search":
      return "searched";
    case "hide":
      return "hidden";
    default:
      return action;
  }
}
