import type { ChatError } from "../errors.js";
import { LIMITS } from "../protocol/limits.js";
import type { ConversationSummary, LastMessage } from "../protocol/model.js";
import { adopt } from "./hidden-part.js";
import type { Identity } from "./identity.js";
import type { LogReplica } from "./log-replica.js";
import type { Replicas } from "./replicas.js";
import type { Requests } from "./requests.js";

/** The maximum number of pages that are read to find the last message of a conversation. */
const PAGES_MAX = 4;

/** What pages need of their device. */
export interface PagePorts {
  readonly identity: Identity;
  readonly replicas: Replicas;
  readonly requests: Requests;
  fail(error: ChatError): void;
  /** The last message to show, which may have to be found in the store. */
  newest(replica: LogReplica): Promise<LastMessage | undefined>;
  /** Called with the server's numbers of what is hidden. */
  hidden(row: ConversationSummary): void;
  /** Called when a conversation was opened or refused, so that messages to it may be sent. */
  opened(): void;
}

/** Reads pages from the server: older entries, and conversations that are in no catch-up. */
export class Pages {
  readonly #ports: PagePorts;
  readonly #opening = new Set<string>();
  /**
   * Conversations that the server refuses; a message to one of them is refused with the same
   * reason.
   */
  readonly #unopened = new Set<string>();
  #listCursor: string | undefined;

  constructor(ports: PagePorts) {
    this.#ports = ports;
  }

  /** Whether messages may be sent: the device knows the newest entries, or the server has none. */
  isOpen({ base, peer }: LogReplica): boolean {
    return base !== undefined || this.#unopened.has(peer);
  }

  /** Fetches older entries, or the newest entries of a conversation that was in no catch-up. */
  async older(peer: string, limit: number): Promise<void> {
    const { replicas, requests } = this.#ports;
    const replica = replicas.of(peer);
    if (replica.base === undefined) {
      await this.#open(peer);
    } else if (replica.base > 0) {
      const before = replica.base + 1;
      const page = await requests.ask({ action: "history", peer, before, limit });
      if (replicas.of(peer) === replica) {
        const older = replica.prepend(page.messages);
        replicas.took(replica, { fresh: older, inOrder: [], older });
      }
    }
  }

  /** Reads the newest page of a conversation's log, and older pages until one has a message. */
  async #open(peer: string): Promise<void> {
    const { newest, replicas, requests } = this.#ports;
    const page = await requests.ask({ action: "history", peer, limit: LIMITS.pageDefault });
    const replica = replicas.of(peer);
    if (replica.base === undefined) {
      replicas.took(replica, replica.open(page.messages));
      replicas.compare(replica, page.messages.at(-1)?.seq ?? 0, page.digest);
    }
    for (let pages = 1; !(await newest(replica)) && replica.base && pages < PAGES_MAX; pages++) {
      await this.older(peer, LIMITS.page);
    }
  }

  /** Opens a conversation in the background, unless it is being opened already. */
  async openQuietly(peer: string): Promise<void> {
    if (!this.#opening.has(peer)) {
      this.#opening.add(peer);
      await this.#open(peer).catch((error: ChatError) => {
        if (!isForNow(error)) {
          this.#unopened.add(peer);
        }
      });
      this.#opening.delete(peer);
      this.#ports.opened();
    }
  }

  /** Opens the conversations that a `sync` left empty. */
  openMissing(): void {
    for (const replica of this.#ports.replicas.all()) {
      if (replica.hasGap && replica.base === undefined) {
        void this.openQuietly(replica.peer);
      }
    }
  }

  /** Reads a page of the user's conversations; returns whether there are more. */
  async list(): Promise<boolean> {
    const { replicas, requests } = this.#ports;
    const cursor = this.#listCursor;
    const page = await requests.ask({ action: "conversations", limit: LIMITS.pageDefault, cursor });
    for (const row of page.conversations) {
      const replica = replicas.of(row.peer);
      this.#ports.hidden(row);
      summarize(replica, row);
      replicas.changed(replica);
    }
    this.#listCursor = page.cursor;
    return page.cursor !== undefined;
  }

  /** Reads the first page, if this device has not read it yet. */
  async listOnce(): Promise<void> {
    const { identity, fail } = this.#ports;
    if (!identity.listed) {
      await this.list().then(
        () => identity.save({ listed: true }),
        (error: ChatError) => isForNow(error) || fail(error),
      );
    }
  }
}

/** Adopts a row of the server's list. */
function summarize(replica: LogReplica, row: ConversationSummary): void {
  const { lastMessage, lastSeq, unread } = row;
  replica.set(row);
  replica.receipt(row.peerDelivered, row.peerRead);
  replica.markRead(row.read);
  if (lastMessage) {
    adopt(replica, lastMessage);
  }
  replica.listed = { lastSeq, unread };
}

/** Whether the request is repeated later; the state of the connection shows why it failed. */
function isForNow({ code }: ChatError): boolean {
  return code === "offline" || code === "closed";
}
