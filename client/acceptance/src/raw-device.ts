import { type Decoded, decode } from "@serverlesschat/client";
import type { Target } from "./target.js";

const PATIENCE_MS = 20_000;

/** Frames of a type. */
export type Frame<T extends Decoded["type"]> = Extract<Decoded, { type: T }>;

/** A device that keeps no rules: it sends what it is told, and shows what comes. */
export class RawDevice {
  readonly #socket: WebSocket;
  readonly #frames: Decoded[] = [];
  #wake = () => {};

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.onmessage = ({ data }) => {
      this.#frames.push(decode(data));
      this.#wake();
    };
    socket.onclose = () => this.#wake();
  }

  /** Connects; with `caughtUp` it also waits for the end of the first drain, and forgets it. */
  static async connect(
    target: Target,
    user: string,
    deviceId: string,
    options: { readonly token?: string; readonly caughtUp?: boolean } = {},
  ): Promise<RawDevice> {
    const token = options.token ?? (await target.token(user));
    const socket = new WebSocket(`${target.url}?deviceId=${deviceId}`, [
      "chat.v1",
      `bearer.${token}`,
    ]);
    const device = new RawDevice(socket);
    await new Promise<void>((opened, refused) => {
      socket.onopen = () => opened();
      socket.onerror = () => refused(new Error("the handshake was refused"));
    });
    if (options.caughtUp ?? true) {
      await device.next("caughtUp");
      device.#frames.length = 0;
    }
    return device;
  }

  /** Sends a frame, or a text that is none. */
  send(frame: object | string): void {
    this.#socket.send(typeof frame === "string" ? frame : JSON.stringify(frame));
  }

  /** Takes the next frame of a type; those before it stay. */
  async next<T extends Decoded["type"]>(
    type: T,
    test: (frame: Frame<T>) => boolean = () => true,
  ): Promise<Frame<T>> {
    const matches = (frame: Decoded) => frame.type === type && test(frame as Frame<T>);
    const deadline = AbortSignal.timeout(PATIENCE_MS);
    for (;;) {
      const index = this.#frames.findIndex(matches);
      if (index >= 0) {
        return this.#frames.splice(index, 1)[0] as Frame<T>;
      }
      if (deadline.aborted || this.#socket.readyState === WebSocket.CLOSED) {
        throw new Error(`no ${type}; there was ${JSON.stringify(this.#frames)}`);
      }
      await new Promise<void>(wake => {
        this.#wake = wake;
        deadline.onabort = () => wake();
      });
    }
  }

  /** Sends a message, and waits until it is in the log. */
  async write(
    to: string,
    text: string,
    after = 0,
    clientMessageId = crypto.randomUUID(),
  ): Promise<Frame<"accepted">> {
    this.send(message(to, text, after, clientMessageId));
    return this.next("accepted", frame => frame.clientMessageId === clientMessageId);
  }

  close(): void {
    this.#socket.close();
  }
}

/** A `sendMessage`. */
export function message(
  to: string,
  text: string,
  after = 0,
  clientMessageId: string = crypto.randomUUID(),
): object {
  return { action: "sendMessage", to, clientMessageId, after, body: { type: "text", text } };
}
