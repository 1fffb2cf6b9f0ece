import type { Environment } from "./environment.js";
import type { Calls } from "./host/calls.js";
import type { Store } from "./store/store.js";
import type { View } from "./view.js";

/** The dependencies of a conversation. */
export interface ConversationPorts {
  readonly view: View;
  readonly calls: Calls;
  /** The store in use. */
  store(): Store;
  readonly environment: Environment;
}
