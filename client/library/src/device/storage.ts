import type { ChatError, ErrorCode } from "../errors.js";

/** Whether messages outlive the app. */
export type StorageState =
  /** All messages are on the disk. */
  | { readonly status: "durable" }
  /**
   * All data is lost when the tab or process ends. `code` has the reason if storage was refused.
   */
  | { readonly status: "memory"; readonly code?: ErrorCode }
  /** Writes fail and are retried. `send` rejects, and new messages are not shown. */
  | { readonly status: "failing"; readonly code: ErrorCode };

/** The dependencies of {@link StorageStatus}. */
export interface StoragePorts {
  /** The state while no write fails. */
  readonly usual: StorageState;
  changed(state: StorageState): void;
}

/** The state of a device's storage. */
export class StorageStatus {
  readonly #ports: StoragePorts;
  state: StorageState;

  constructor(ports: StoragePorts) {
    this.#ports = ports;
    this.state = ports.usual;
  }

  /** Writing failed, or works again if there is no error. */
  set(error: ChatError | undefined): void {
    this.state = error ? { status: "failing", code: error.code } : this.#ports.usual;
    this.#ports.changed(this.state);
  }
}
