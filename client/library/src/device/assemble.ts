import type { ChatError } from "../errors.js";
import { Acks } from "./acks.js";
import { Connections } from "./connections.js";
import { Hiding } from "./hiding.js";
import { Identity } from "./identity.js";
import { Journal } from "./journal.js";
import type { LogReplica } from "./log-replica.js";
import type { DeviceOptions } from "./options.js";
import { Outbox } from "./outbox.js";
import { seqOf } from "./outbox-operations.js";
import { Pages } from "./pages.js";
import type { Parts } from "./parts.js";
import { receive } from "./receive.js";
import { Replicas } from "./replicas.js";
import { Requests } from "./requests.js";
import { findLast } from "./shown.js";
import { StorageStatus } from "./storage.js";
import { Timers } from "./timers.js";
import { Watching } from "./watching.js";

/** Creates the parts of a device, and connects them. */
export function partsOf(options: DeviceOptions): Parts {
  const { store, environment, emit, ended } = options;
  const fail = ({ code, message, peer }: ChatError) => emit({ type: "error", code, message, peer });
  const timers = new Timers(environment);
  const storage = new StorageStatus({
    usual: options.storage,
    changed: state => emit({ type: "storage", state }),
  });
  const journal = new Journal({
    store,
    environment,
    ended,
    storage(error) {
      storage.set(error);
      if (error) {
        fail(error);
      }
    },
  });
  const identity = new Identity({ ...options, journal });
  const replicas: Replicas = new Replicas({
    journal,
    emit,
    fail,
    took(replica, fresh) {
      outbox.seen(fresh.filter(({ from }) => from === identity.user));
      acks.changed(replica);
    },
    newest: replica => void newest(replica),
  });
  const newest = (replica: LogReplica) => findLast({ journal, replicas, store }, replica);
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
  const hiding = new Hiding({ ...shared, requests, fail });
  const pages: Pages = new Pages({
    identity,
    replicas,
    requests,
    fail,
    newest,
    hidden: row => hiding.stands(row),
    opened: () => outbox.pump(),
  });
  const outbox = new Outbox({
    ...shared,
    isOpen: replica => pages.isOpen(replica),
    open: peer => void pages.openQuietly(peer),
    stored: async () => (await store.load()).outbox,
    find: ({ to, targetId }) => seqOf(store, replicas.of(to), targetId),
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
    storage,
    journal,
    identity,
    replicas,
    connections,
    requests,
    pages,
    hiding,
    newest,
    outbox,
    acks,
    watching,
    emit,
    fail,
  };
  return parts;
}
