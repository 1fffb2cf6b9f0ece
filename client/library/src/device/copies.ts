import { ChatError } from "../errors.js";
import type { Entry } from "../protocol/frames.js";
import type { ConversationRecord, Store } from "../store/store.js";
import { type DeviceEvent, stateOf } from "./events.js";
import type { Journal } from "./journal.js";
import { LogCopy, type Taken } from "./log-copy.js";

/** What copies ask of their device. */
export interface CopiesPorts {
  readonly journal: Journal;
  emit(event: DeviceEvent): void;
  fail(error: ChatError): void;
  /** A copy took entries; `fresh` were not there before. Nobody was told yet. */
  took(copy: LogCopy, fresh: readonly Entry[]): void;
}

/** A device's copies of all conversations. What changes in them is noted, and told once durable. */
export class Copies {
  readonly #ports: CopiesPorts;
  readonly #all = new Map<string, LogCopy>();

  constructor(ports: CopiesPorts) {
    this.#ports = ports;
  }

  /** Takes what the store has of conversations, and of their entries those beyond a gap. */
  async load(records: readonly ConversationRecord[], store: Store): Promise<void> {
    for (const record of records) {
      const { peer, held, end } = record;
      const aside = end > held ? await store.entries(peer, { after: held, limit: Infinity }) : [];
      this.#all.set(peer, LogCopy.of(record, aside));
    }
  }

  all(): LogCopy[] {
    return [...this.#all.values()];
  }

  /** The copy of a conversation, begun or not. */
  of(peer: string): LogCopy {
    const copy = this.#all.get(peer) ?? new LogCopy(peer);
    this.#all.set(peer, copy);
    return copy;
  }

  /** Whether something before a log's known end is missing. */
  get hasGap(): boolean {
    return this.all().some(copy => copy.hasGap);
  }

  /** A copy is another than before. */
  changed(copy: LogCopy): void {
    this.#ports.journal.copy(copy);
    const conversation = stateOf(copy);
    this.#afterwards({ type: "conversation", conversation });
  }

  /** A copy took entries. */
  took(copy: LogCopy, { fresh, inOrder }: Taken): void {
    const { peer } = copy;
    // First: what came back as an entry must not be shown as waiting, too.
    this.#ports.took(copy, fresh);
    this.#ports.journal.entries(peer, fresh);
    this.changed(copy);
    if (inOrder.length > 0) {
      this.#afterwards({ type: "messages", peer, messages: inOrder });
    }
  }

  /** Compares a copy with what the server says of entry `seq`. */
  compare(copy: LogCopy, seq: number, digest: string | undefined): void {
    if (!copy.agrees(seq, digest)) {
      const what = `This copy differs from the server's at ${seq}: forget it.`;
      this.#ports.fail(new ChatError("digestMismatch", what, copy));
    }
  }

  /** Drops what is held of a conversation, and begins anew with another copy. */
  replace(copy: LogCopy, anew: LogCopy): void {
    const { peer } = copy;
    this.#all.set(peer, anew);
    this.#ports.journal.drop(copy);
    this.#afterwards({ type: "forgotten", peer });
    this.changed(anew);
  }

  #afterwards(event: DeviceEvent): void {
    this.#ports.journal.afterwards(() => this.#ports.emit(event));
  }
}
