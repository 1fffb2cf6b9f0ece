import type { ConversationPorts } from "../conversation-ports.js";
import { ConversationReader } from "../conversation-reader.js";
import { ChatError } from "../errors.js";
import type { Hit, Searched } from "../protocol/search-frames.js";
import { type DevicePart, hitOf } from "./device-part.js";
import type { Query } from "./query.js";

/** What the server is to search. */
export interface ServerSearch {
  readonly query: Query;
  /** If absent, all conversations. */
  readonly peer: string | undefined;
  /** The search on this device, which comes first. */
  readonly device: DevicePart;
}

/** The search on the server, for messages that were not searched on this device. */
export class ServerPart {
  readonly #ports: ConversationPorts;
  readonly #text: string;
  readonly #search: ServerSearch;
  #cursor: string | undefined;
  #isDone = false;

  constructor(ports: ConversationPorts, text: string, search: ServerSearch) {
    this.#ports = ports;
    this.#text = text;
    this.#search = search;
  }

  get isDone(): boolean {
    return this.#isDone;
  }

  /**
   * The hits of the next page.
   *
   * @throws `ChatError` `offline`, `notSupported`, or with the server's code
   */
  async next(): Promise<Hit[]> {
    const { device, peer } = this.#search;
    const { after, upTo } = device.searched(peer ?? "");
    if (peer !== undefined && upTo > 0 && after === 0) {
      this.#isDone = true;
      return [];
    }
    const page = await this.#ask(peer !== undefined && upTo > after ? after + 1 : undefined);
    const hits: Hit[] = [];
    for (const hit of page.hits.filter(one => !this.#isSearched(one))) {
      hits.push(...(await this.#present(hit)));
    }
    this.#cursor = page.cursor;
    this.#isDone = page.cursor === undefined;
    return hits;
  }

  /** Whether the message was searched on this device, whose state is newer than the server's. */
  #isSearched({ peer, seq }: Hit): boolean {
    const { after, upTo } = this.#search.device.searched(peer);
    return seq > after && seq <= upTo;
  }

  async #ask(before: number | undefined): Promise<Searched> {
    const { peer } = this.#search;
    const cursor = this.#cursor;
    try {
      return await unlessOffline(
        this.#ports,
        this.#ports.calls.request({
          action: "search",
          query: this.#text,
          ...(peer !== undefined && { peer }),
          ...(before !== undefined && { before }),
          ...(cursor !== undefined && { cursor }),
        }),
      );
    } catch (error) {
      const { code, message } = error as ChatError;
      if (code === "invalidField") {
        // The server may no longer accept the cursor, so the next search starts at the beginning.
        this.#cursor = undefined;
      }
      throw code === "unknownAction" ? new ChatError("notSupported", message, { peer }) : error;
    }
  }

  /** The hit as this device shows the message, on which it may know more operations. */
  async #present(hit: Hit): Promise<Hit[]> {
    const { peer, seq } = hit;
    if (!(await this.#isChanged(peer, seq))) {
      return [hit];
    }
    const message = await new ConversationReader(peer, this.#ports).message(seq);
    const present = message && hitOf(this.#search.query, message);
    return present ? [present] : [];
  }

  async #isChanged(peer: string, seq: number): Promise<boolean> {
    if (seq <= this.#ports.view.conversation(peer).clearedTo) {
      return true;
    }
    const [fold] = await this.#ports.store().folds(peer, [seq]);
    const { target: _, reactions: __, ...changes } = fold ?? {};
    const isChanging = this.#ports.view
      .operations()
      .some(one => one.peer === peer && one.target === seq && one.type !== "reaction");
    return isChanging || Object.keys(changes).length > 0;
  }
}

/** The result of a request; rejects immediately while the device is offline. */
function unlessOffline<T>({ view }: ConversationPorts, asked: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const check = () => {
      if (view.connection.status === "offline") {
        reject(new ChatError("offline", "Older messages are only on the server."));
      }
    };
    const off = view.emitter.on("connection", check);
    asked.then(resolve, reject).finally(off);
    check();
  });
}
