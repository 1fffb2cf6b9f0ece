import type { BrowserContext, WebSocketRoute } from "playwright-core";

/** The way of a browser's WebSockets to the server, which can be cut. */
export class Network {
  readonly #sockets = new Set<WebSocketRoute>();
  readonly #received = new Map<string, number>();
  #isCut = false;

  static async of(context: BrowserContext): Promise<Network> {
    const network = new Network();
    await context.routeWebSocket(/.*/, socket => network.#opened(socket));
    return network;
  }

  /** Closes all open sockets, and blocks new ones. */
  async cut(): Promise<void> {
    this.#isCut = true;
    await Promise.all([...this.#sockets].map(socket => socket.close()));
    this.#sockets.clear();
  }

  /** Allows new sockets again. */
  mend(): void {
    this.#isCut = false;
  }

  /** How many frames of a type the server has sent so far. */
  received(type: string): number {
    return this.#received.get(type) ?? 0;
  }

  #opened(socket: WebSocketRoute): void {
    if (this.#isCut) {
      void socket.close();
    } else {
      const server = socket.connectToServer();
      this.#sockets.add(socket);
      server.onMessage(text => {
        const { type = "" } = JSON.parse(String(text)) as { readonly type?: string };
        this.#received.set(type, this.received(type) + 1);
        socket.send(text);
      });
    }
  }
}
