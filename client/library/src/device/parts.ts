import type { ChatError } from "../errors.js";
import { Acks } from "./acks.js";
import { Connections } from "./connections.js";
import type { DeviceOptions } from "./device.js";
import type { DeviceEvent } from "./events.js";
import { Identity } from "./identity.js";
import { Journal } from "./journal.js";
import { Outbox } from "./outbox.js";
import { Pages } from "./pages.js";
import { receive } from "./receive.js";
import { Replicas } from "./replicas.js";
import { Requests } from "./requests.js";
import { Timers } from "./timers.js";
import { Watching } from "./watching.js";

/** What a device is made of, each part for one of its concerns. */
export interface Parts {
  readonly timers: Timers;
  readonly journal: Journal;
  readonly identity: Identity;
  readonly replicas: Replicas;
  readonly connections: Connections;
  readonly requests: Requests;
  readonly pages: Pages;
  readonly outbox: Outbox;
  readonly acks: Acks;
  readonly watching: Watching;
  /** Tells clients. */
  emit(event: DeviceEvent): void;
  /** Tells clients of what no call can tell of. */
  fail(error: ChatError): void;
}

/** Makes the parts of a device, and joins them. */
export function partsOf(options: DeviceOptions): Parts {
  const { store, environment, emit } = options;
  const fail = ({ code, message, peer }: ChatError) => emit({ type: "error", code, message, peer });
  const timers = new Timers(environment);
  const journal = new Journal(store, environment, fail);
  const identity = new Identity({ ...options, journal });
  const replicas: Replicas = new Replicas({
    journal,
    emit,
    fail,
    took(replica, fresh) {
      outbox.seen(fresh.filter(({ from }) => from === identity.user));
      acks.changed(replica);
    },
  });
  const connections = new Connections({
    ...options,
    replicas,
    fail,
    address: token => identity.address(token),
    received: (session, frame) => receive(parts, session, frame),
    changed: state => emit({ type: "connection", state }),
  });
  const shared = { environment, journal, timers, replicas, connections };
  const requests = new Requests(shared);
  const pages: Pages = new Pages({
    identity,
    replicas,
    requests,
    fail,
    opened: () => outbox.pump(),
  });
  const outbox = new Outbox({
    ...shared,
    isOpen: replica => pages.isOpen(replica),
    open: peer => void pages.openQuietly(peer),
    changed: (item, settled) => emit({ type: "outbox", item, settled }),
  });
  const acks = new Acks(shared);
  const watching = new Watching({
    ...shared,
    requests,
    changed: users => emit({ type: "presence", users }),
  });
  const parts: Parts = {
    timers,
    journal,
    identity,
    replicas,
    connections,
    requests,
    pages,
    outbox,
    acks,
    watching,
    emit,
    fail,
  };
  return parts;
}
