import type { Environment } from "../environment.js";
import type { ChatError } from "../errors.js";
import type { Store } from "../store/store.js";

/** The dependencies of {@link Journal}. */
export interface JournalPorts {
  readonly store: Store;
  readonly environment: Environment;
  /** Writing failed, or works again if there is no error. */
  storage(error: ChatError | undefined): void;
  /** No later write can succeed. */
  ended(error: ChatError): void;
}
