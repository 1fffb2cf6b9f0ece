import type { Environment } from "../environment.js";
import type { ChatError } from "../errors.js";
import type { Store } from "../store/store.js";
import type { TokenSource } from "./connection-state.js";
import type { DeviceEvent } from "./events.js";
import type { StorageState } from "./storage.js";

/** The options of a device. */
export interface DeviceOptions {
  /** The address of the WebSocket API. */
  readonly url: string;
  readonly token: TokenSource;
  readonly store: Store;
  /** The state of storage while no write fails. */
  readonly storage: StorageState;
  readonly environment: Environment;
  readonly emit: (event: DeviceEvent) => void;
  /** Called when the store accepts no more writes from this device. */
  readonly ended: (error: ChatError) => void;
}
