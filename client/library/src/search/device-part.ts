import type { ConversationPorts } from "../conversation-ports.js";
import { ConversationReader } from "../conversation-reader.js";
import type { ConversationState } from "../device/events.js";
import type { Message } from "../messages.js";
import { contentOf } from "../protocol/content.js";
import type { Hit } from "../protocol/search-frames.js";
import type { Query } from "./query.js";
import { snippetOf } from "./snippet.js";

/** The number of entries that are read at a time. */
const ENTRIES = 250;

/** The part of a conversation that was searched: `after < seq <= upTo`. */
export interface Searched {
  after: number;
  readonly upTo: number;
}

/** The search on this device. */
export class DevicePart {
  readonly #ports: ConversationPorts;
  readonly #query: Query;
  /** The conversations that are not completely searched. */
  readonly #left: string[];
  readonly #searched: ReadonlyMap<string, Searched>;

  constructor(ports: ConversationPorts, query: Query, states: readonly ConversationState[]) {
    this.#ports = ports;
    this.#query = query;
    this.#left = states.map(({ peer }) => peer);
    this.#searched = new Map(states.map(({ peer, held }) => [peer, { after: held, upTo: held }]));
  }

  get isDone(): boolean {
    return this.#left.length === 0;
  }

  /** The part of a conversation that was searched. */
  searched(peer: string): Searched {
    return this.#searched.get(peer) ?? { after: 0, upTo: 0 };
  }

  /** The hits in the next entries, newest first. */
  async next(): Promise<Hit[]> {
    const [peer = ""] = this.#left;
    const searched = this.searched(peer);
    const before = searched.after + 1;
    const reader = new ConversationReader(peer, this.#ports);
    const { messages, after } = await reader.held(before, ENTRIES);
    if (after >= searched.after) {
      this.#left.shift();
    }
    searched.after = Math.min(after, searched.after);
    return messages.flatMap(message => hitOf(this.#query, message) ?? []).reverse();
  }
}

/** The hit of a message; undefined if the message does not match. */
export function hitOf(query: Query, message: Message): Hit | undefined {
  const { peer, seq, from, sentAt } = message;
  const content = contentOf(message);
  const matches = content.type === "text" ? query.matches(content.text) : [];
  return content.type === "text" && matches.length > 0
    ? { peer, seq, from, sentAt, ...snippetOf(content.text, matches) }
    : undefined;
}
