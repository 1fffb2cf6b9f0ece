import type { TokenSource } from "./device/connection-state.js";
import { type Environment, platform, type Socket } from "./environment.js";
import type { Store } from "./store/store.js";

/** The options of a client. */
export interface ChatClientOptions {
  /** The address of the WebSocket API: the stack's output, locally `ws://localhost:8080/prod`. */
  readonly url: string;
  readonly token: TokenSource;
  /** The device's disk, for one user. */
  readonly store: Store;
  /** The class of sockets, such as that of the package `ws`; by default the global `WebSocket`. */
  readonly WebSocket?: new (
    url: string,
    protocols: string[],
  ) => Socket;
  /** By default the browser or Node.js this runs in. */
  readonly environment?: Environment;
}

/** The environment of a client, with the class of sockets that the app has chosen. */
export function environmentOf(options: ChatClientOptions): Environment {
  const { environment = platform(), WebSocket } = options;
  return WebSocket
    ? { ...environment, connect: (url, protocols) => new WebSocket(url, protocols) }
    : environment;
}
