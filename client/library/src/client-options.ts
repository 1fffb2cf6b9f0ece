import type { TokenSource } from "./device/connection-state.js";
import type { Environment } from "./environment.js";
import type { Store } from "./store/store.js";

/** What a client is made with. */
export interface ChatClientOptions {
  /** The address of the WebSocket API: the stack's output, locally `ws://localhost:8080/prod`. */
  readonly url: string;
  readonly token: TokenSource;
  /** The device's disk, for one user. */
  readonly store: Store;
  /** By default the browser or Node.js this runs in. */
  readonly environment?: Environment;
}
