import type { Environment } from "../environment.js";
import type { OutboxItem } from "../store/store.js";
import type { Connections } from "./connections.js";
import type { Journal } from "./journal.js";
import type { LogReplica } from "./log-replica.js";
import type { Replicas } from "./replicas.js";
import type { Timers } from "./timers.js";

/** The dependencies of {@link Outbox}. */
export interface OutboxPorts {
  readonly environment: Environment;
  readonly journal: Journal;
  readonly timers: Timers;
  readonly replicas: Replicas;
  readonly connections: Connections;
  /** Whether messages of the conversation may be sent. */
  isOpen(replica: LogReplica): boolean;
  /** Opens a conversation, then pumps the outbox again. */
  open(peer: string): void;
  /** Reads the outbox of the store. */
  stored(): Promise<readonly OutboxItem[]>;
  /** The `seq` of the target of an operation; undefined if this device does not hold it. */
  find(operation: OutboxItem): Promise<number | undefined>;
  /** An item has changed or left the outbox, and that is durable. */
  changed(item: OutboxItem, settled: boolean): void;
}
