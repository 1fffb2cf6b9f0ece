import type { TokenSource } from "./device/connection-state.js";
import { type Environment, platform, type Socket } from "./environment.js";
import type { Store } from "./store/store.js";

/** The options of a client. */
export interface ChatClientOptions {
  /**
   * The address of the WebSocket API: the stack's output `WebSocketUrl`, or locally
   * `ws://localhost:8080/prod`.
   */
  readonly url: string;
  readonly token: TokenSource;
  /** The storage of one user's data on this device. */
  readonly store: Store;
  /** The WebSocket class, such as that of the package `ws`; by default the global `WebSocket`. */
  readonly WebSocket?: new (
    url: string,
    protocols: string[],
  ) => Socket;
  /** By default the browser or Node.js. */
  readonly environment?: Environment;
}

/** The environment of a client, with the WebSocket class from the options. */
export function environmentOf(options: ChatClientOptions): Environment {
  const { environment = platform(), WebSocket } = options;
  return WebSocket
    ? { ...environment, connect: (url, protocols) => new WebSocket(url, protocols) }
    : environment;
}
