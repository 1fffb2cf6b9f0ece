import type { ChatEvents } from "../chat-events.js";
import type { ChatClient } from "../client.js";
import type { Conversation } from "../conversation.js";
import type { ErrorCode } from "../errors.js";
import type { Message } from "../messages.js";
import { contentOf } from "../protocol/content.js";
import type { Hit } from "../protocol/search-frames.js";
import { Query } from "./query.js";
import { type Search, search } from "./search.js";

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
  /** Runs the first step of the search after a pause. Returns a function that cancels it. */
  pause(run: () => void): () => void;
  /** Ends the search. */
  end(): void;
}

/** The options of {@link find}. */
export interface FindOptions {
  /** Searches only the conversation with this user. */
  readonly peer?: string | undefined;
  /** The search begins after this time, so that a search for each key is not begun; by default 0. */
  readonly pauseMs?: number;
}

/**
 * Searches messages for a list on a screen: see {@link search}. Close it when it is not shown any
 * more.
 *
 * @param changed called when the state of the finder has changed
 * @throws `ChatError` as `search`
 */
export function find(
  chat: ChatClient,
  query: string,
  { peer, pauseMs = 0 }: FindOptions,
  changed: () => void,
): Finder {
  const end = new AbortController();
  const options = { signal: end.signal, ...(peer !== undefined && { peer }) };
  return new Finder({
    query,
    search: search(chat, query, options),
    pause: run => chat.ports.environment.after(pauseMs, run),
    end: () => end.abort(),
    conversation: peer => chat.conversation(peer),
    on: (name, listener) => chat.on(name, listener),
    changed,
  });
}

/**
 * The messages that a search has found so far, read in portions. A message that was edited or
 * removed meanwhile leaves the list. A search that was interrupted offline goes on once online.
 */
export class Finder {
  readonly #ports: FinderPorts;
  readonly #offs: readonly (() => void)[];
  #hits: readonly Hit[] = [];
  #wanted = 0;
  #isSearching = false;
  #isClosed = false;
  #cancel: (() => void) | undefined;

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
      this.#isSearching = true;
      this.#tell();
      const search = () => void this.#search();
      if (this.#cancel) {
        search();
      } else {
        this.#cancel = this.#ports.pause(search);
      }
    }
  }

  /** Ends the search, and stops reporting changes. */
  close(): void {
    this.#isClosed = true;
    this.#cancel?.();
    this.#ports.end();
    for (const off of this.#offs) {
      off();
    }
  }

  async #search(): Promise<void> {
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
