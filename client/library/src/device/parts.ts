import type { ChatError } from "../errors.js";
import type { LastMessage } from "../protocol/model.js";
import type { Acks } from "./acks.js";
import type { Connections } from "./connections.js";
import type { DeviceEvent } from "./events.js";
import type { Hiding } from "./hiding.js";
import type { Identity } from "./identity.js";
import type { Journal } from "./journal.js";
import type { LogReplica } from "./log-replica.js";
import type { Outbox } from "./outbox.js";
import type { Pages } from "./pages.js";
import type { Replicas } from "./replicas.js";
import type { Requests } from "./requests.js";
import type { StorageStatus } from "./storage.js";
import type { Timers } from "./timers.js";
import type { Watching } from "./watching.js";

/** The parts of a device, one for each concern. */
export interface Parts {
  readonly timers: Timers;
  readonly storage: StorageStatus;
  readonly journal: Journal;
  readonly identity: Identity;
  readonly replicas: Replicas;
  readonly connections: Connections;
  readonly requests: Requests;
  readonly hiding: Hiding;
  readonly pages: Pages;
  readonly outbox: Outbox;
  readonly acks: Acks;
  readonly watching: Watching;
  /** The last message of a conversation to show, which may have to be found in the store. */
  newest(replica: LogReplica): Promise<LastMessage | undefined>;
  /** Notifies clients. */
  emit(event: DeviceEvent): void;
  /** Notifies clients of an error outside of any call. */
  fail(error: ChatError): void;
}
