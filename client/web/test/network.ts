import type { BrowserContext, WebSocketRoute } from "playwright-core";

/** A frame of the protocol. */
export type Frame = Readonly<Record<string, unknown>>;

/** The way of a browser's WebSockets to the server, which can be cut. */
export class Network {
  readonly #sockets = new Set<WebSocketRoute>();
  readonly #answers = new Map<string, (frame: Frame) => Frame>();
  #isCut = false;

  static async of(context: BrowserContext): Promise<Network> {
    const network = new Network();
    await context.routeWebSocket(/.*/, socket => network.#opened(socket));
    return network;
  }

  /** Cuts what is open, and what is opened from now on. */
  async cut(): Promise<void> {
    this.#isCut = true;
    await Promise.all([...this.#sockets].map(socket => socket.close()));
    this.#sockets.clear();
  }

  /** Lets through what is opened from now on. */
  mend(): void {
    this.#isCut = false;
  }

  /** Answers an action in place of the server, as one does that knows of it. */
  answer(action: string, reply: (frame: Frame) => Frame): void {
    this.#answers.set(action, reply);
  }

  /** Tells the page what the server would. */
  push(frame: Frame): void {
    for (const socket of this.#sockets) {
      socket.send(JSON.stringify(frame));
    }
  }

  #opened(socket: WebSocketRoute): void {
    if (this.#isCut) {
      void socket.close();
    } else {
      const server = socket.connectToServer();
      this.#sockets.add(socket);
      socket.onMessage(text => {
        const frame = JSON.parse(String(text)) as Frame & { readonly action: string };
        const reply = this.#answers.get(frame.action);
        if (reply) {
          socket.send(JSON.stringify({ ...reply(frame), requestId: frame.requestId }));
        } else {
          server.send(text);
        }
      });
    }
  }
}
