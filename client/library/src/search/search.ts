import type { ChatClient } from "../client.js";
import type { Environment, Signal } from "../environment.js";
import { ChatError } from "../errors.js";
import type { Hit } from "../protocol/search-frames.js";
import { DevicePart } from "./device-part.js";
import { Query, queryError } from "./query.js";
import { ServerPart } from "./server-part.js";

/** The time for which a search uses the thread at a stretch. */
const SLICE_MS = 10;

/** The options of a search. */
export interface SearchOptions {
  /** Searches only the conversation with this user. */
  readonly peer?: string;
  /** Ends the search when it is aborted. */
  readonly signal?: Signal;
}

/**
 * Searches the texts of the user's messages: first on this device, also without a network, then on
 * the server what the device does not hold.
 *
 * A message is found if it contains each word of the query, in any order and also inside longer
 * words. Case, accents and width do not matter. The text is the present one: an edited message is
 * found by its last edit, and a removed one is not found. Unsent messages are not found.
 *
 * @throws `ChatError` `emptyText`, `tooLarge` or `invalidText` for a query that cannot be searched
 */
export function search(chat: ChatClient, query: string, options: SearchOptions = {}): Search {
  const code = queryError(query);
  if (code) {
    throw new ChatError(code, "A query has 1 to 64 characters after folding.", options);
  }
  return new Search(chat, query, options);
}

/**
 * The hits of a search, each once: in the order of the conversations, and newest first in each. It
 * reads on only while hits are requested. An iteration that was ended early, or by an `error`, can
 * be continued by another iteration.
 */
export class Search implements AsyncIterable<Hit> {
  readonly #environment: Environment;
  readonly #signal: Signal | undefined;
  readonly #device: DevicePart;
  readonly #server: ServerPart;
  /** Hits that were found and not requested yet. */
  readonly #found: Hit[] = [];
  readonly #told = new Set<string>();
  #error: ChatError | undefined;

  constructor(chat: ChatClient, text: string, { peer, signal }: SearchOptions) {
    const { ports } = chat;
    const query = new Query(text);
    const states = peer === undefined ? chat.conversations() : [chat.conversation(peer).state];
    this.#environment = ports.environment;
    this.#signal = signal;
    this.#device = new DevicePart(ports, query, states);
    this.#server = new ServerPart(ports, text, { query, peer, device: this.#device });
  }

  /** Whether all messages of this device were searched. */
  get hasSearchedDevice(): boolean {
    return this.#device.isDone;
  }

  /** Whether all messages were searched, and all hits were returned. */
  get isComplete(): boolean {
    return this.#device.isDone && this.#server.isDone && this.#found.length === 0;
  }

  /**
   * The reason why the last iteration ended before all messages were searched: `offline`,
   * `rateLimited`, `notSupported` for a server older than this library, or another code.
   */
  get error(): ChatError | undefined {
    return this.#error;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Hit, void, void> {
    this.#error = undefined;
    let pauseAt = this.#environment.now() + SLICE_MS;
    while (!this.#signal?.aborted) {
      const next = this.#found.shift();
      if (next) {
        yield next;
      } else if (this.#device.isDone && this.#server.isDone) {
        return;
      } else if (!(await this.#read())) {
        return;
      } else if (this.#environment.now() >= pauseAt) {
        await new Promise<void>(done => this.#environment.after(0, done));
        pauseAt = this.#environment.now() + SLICE_MS;
      }
    }
  }

  /** Reads the next part; returns whether the search goes on. */
  async #read(): Promise<boolean> {
    try {
      const hits = this.#device.isDone
        ? await unlessAborted(this.#server.next(), this.#signal)
        : await this.#device.next();
      for (const hit of hits ?? []) {
        const key = `${hit.seq} ${hit.peer}`;
        if (!this.#told.has(key)) {
          this.#told.add(key);
          this.#found.push(hit);
        }
      }
      return hits !== undefined;
    } catch (error) {
      this.#error = error as ChatError;
      return false;
    }
  }
}

/** The result of some work; undefined if the signal is aborted first. */
function unlessAborted<T>(work: Promise<T>, signal: Signal | undefined): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    signal?.addEventListener("abort", () => resolve(undefined));
    work.then(resolve, reject);
  });
}
