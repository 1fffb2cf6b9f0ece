import type { BrowserContext, WebSocketRoute } from "playwright-core";

/** The way of a browser's WebSockets to the server, which can be cut. */
export class Network {
  readonly #sockets = new Set<WebSocketRoute>();
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

  #opened(socket: WebSocketRoute): void {
    if (this.#isCut) {
      void socket.close();
    } else {
      socket.connectToServer();
      this.#sockets.add(socket);
    }
  }
}
