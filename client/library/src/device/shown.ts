import { isVisible } from "../protocol/content.js";
import { LIMITS } from "../protocol/limits.js";
import type { LastMessage } from "../protocol/model.js";
import type { Store } from "../store/store.js";
import type { Journal } from "./journal.js";
import type { LogReplica } from "./log-replica.js";
import { lastMessageOf } from "./preview.js";
import type { Replicas } from "./replicas.js";

/** The dependencies of {@link findLast}. */
export interface FindPorts {
  readonly journal: Journal;
  readonly replicas: Replicas;
  readonly store: Store;
}

/**
 * Finds the last message to show in the list, after the last one was hidden or was not held. A later
 * search replaces an earlier one. If the store fails, the list shows none for now.
 */
export async function findLast(
  ports: FindPorts,
  replica: LogReplica,
): Promise<LastMessage | undefined> {
  const { journal, replicas, store } = ports;
  const search = {};
  replica.search = search;
  const written = journal.flushed();
  const found = await written.then(() => newest(store, replica)).catch(() => undefined);
  const isCurrent = replica.search === search && replicas.of(replica.peer) === replica;
  if (isCurrent && found && found.seq > (replica.lastMessage?.seq ?? 0)) {
    replica.lastMessage = found;
    replicas.changed(replica);
  }
  return replica.lastMessage;
}

/** The newest message that is held and not hidden. */
async function newest(
  store: Store,
  { base = Infinity, held, hidden, peer }: LogReplica,
): Promise<LastMessage | undefined> {
  const after = Math.max(base, hidden.clearedTo);
  for (let before = held + 1; before > after + 1; ) {
    const entries = await store.entries(peer, { after, before, limit: LIMITS.pageDefault });
    const entry = entries.filter(isVisible).at(-1);
    if (entry) {
      return lastMessageOf(entry, (await store.folds(peer, [entry.seq]))[0]);
    }
    before = entries[0]?.seq ?? 0;
  }
  return undefined;
}
