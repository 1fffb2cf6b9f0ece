import type { BrowserContext, WebSocketRoute } from "playwright-core";

/** The network between a browser's WebSockets and the server, which can be cut. */
export class Network {
  readonly #sockets = new Set<WebSocketRoute>();
  readonly #received = new Map<string, number>();
  readonly #context: BrowserContext;
  #isCut = false;

  private constructor(context: BrowserContext) {
    this.#context = context;
  }

  static async of(context: BrowserContext): Promise<Network> {
    const network = new Network(context);
    await context.routeWebSocket(/.*/, socket => network.#opened(socket));
    return network;
  }

  /** Closes all open sockets, and blocks new ones. */
  async cut(): Promise<void> {
    this.#isCut = true;
    await Promise.all([...this.#sockets].map(socket => socket.close()));
    this.#sockets.clear();
  }

  /**
   * Allows new sockets again, and fires the online event in the pages, as a browser does. Without
   * the event, a page connects only after its delay, which grows with each failed attempt.
   */
  async mend(): Promise<void> {
    this.#isCut = false;
    await Promise.all(
      this.#context.pages().map(page => page.evaluate(() => dispatchEvent(new Event("online")))),
    );
  }

  /** The number of frames of a type that the server has sent so far. */
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
