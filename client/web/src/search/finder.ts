import {
  type ChatEvents,
  type Conversation,
  contentOf,
  type ErrorCode,
  type Message,
} from "@serverlesschat/client";
import { type Hit, Query, type Search } from "@serverlesschat/client/search";

/** The dependencies of a {@link Finder}. */
export interface FinderPorts {
  readonly query: string;
  readonly search: Pick<Search, "error" | "isComplete"> & AsyncIterable<Hit>;
  conversation(peer: string): Pick<Conversation, "message">;
  on<Name extends "changed" | "connection">(
    name: Name,
    listener: (event: ChatEvents[Name]) => void,
  ): () => void;
  /** Called when the state has changed. */
  changed(): void;
}

/** The messages that a search has found so far. They follow later changes of these messages. */
export class Finder {
  readonly #ports: FinderPorts;
  readonly #offs: readonly (() => void)[];
  #hits: readonly Hit[] = [];
  #wanted = 0;
  #isSearching = false;
  #isClosed = false;

  constructor(ports: FinderPorts) {
    this.#ports = ports;
    this.#offs = [
      ports.on("changed", ({ peer, seqs }) => {
        for (const { seq } of this.#hits.filter(hit => hit.peer === peer)) {
          if (seqs.includes(seq)) {
            void this.#reread(peer, seq);
          }
        }
      }),
      ports.on("connection", ({ status }) => {
        if (status === "online" && this.error === "offline") {
          this.more(0);
        }
      }),
    ];
  }

  /** The messages found, in the order of the search. */
  get hits(): readonly Hit[] {
    return this.#hits;
  }

  get isSearching(): boolean {
    return this.#isSearching;
  }

  /** Whether all messages were searched. */
  get isComplete(): boolean {
    return this.#ports.search.isComplete;
  }

  /** The code of the error at which the search stopped. */
  get error(): ErrorCode | undefined {
    return this.#isSearching ? undefined : this.#ports.search.error?.code;
  }

  /** Searches on until this number of further messages is found. */
  more(count: number): void {
    this.#wanted = Math.max(this.#wanted, this.#hits.length + count);
    if (!this.#isSearching) {
      void this.#search();
    }
  }

  /** Stops reporting changes. */
  close(): void {
    this.#isClosed = true;
    for (const off of this.#offs) {
      off();
    }
  }

  async #search(): Promise<void> {
    this.#isSearching = true;
    this.#tell();
    for await (const hit of this.#ports.search) {
      this.#hits = [...this.#hits, hit];
      this.#tell();
      if (this.#isClosed || this.#hits.length >= this.#wanted) {
        break;
      }
    }
    this.#isSearching = false;
    this.#tell();
  }

  /** Drops the hit of a message that no longer contains the words. */
  async #reread(peer: string, seq: number): Promise<void> {
    const message = await this.#ports
      .conversation(peer)
      .message(seq)
      .catch(() => undefined);
    if (!message || !isFound(this.#ports.query, message)) {
      this.#hits = this.#hits.filter(hit => hit.peer !== peer || hit.seq !== seq);
      this.#tell();
    }
  }

  #tell(): void {
    if (!this.#isClosed) {
      this.#ports.changed();
    }
  }
}

function isFound(query: string, message: Message): boolean {
  const content = contentOf(message);
  return content.type === "text" && new Query(query).isIn(content.text);
}
