import type { OutgoingMessage } from "@serverlesschat/client";
import { ComposerText } from "./composer-text.js";
import type { TextStorage } from "./storage.js";

interface Kept {
  readonly unsent: string;
  /** Texts that were being saved when the draft was stored. */
  readonly saving: readonly string[];
  /** Epoch milliseconds of the first change since the composer was empty. */
  readonly since: number;
  /** The `seq` of the message to which it replies. */
  readonly replyTo?: number | undefined;
}

/** The dependencies of {@link Drafts}. */
export interface DraftsPorts {
  /** The signed-in user. */
  readonly me: string;
  readonly storage: Pick<TextStorage, "get" | "set" | "remove" | "keys">;
  /** Messages of this device that are saved. */
  outgoing(): readonly Pick<OutgoingMessage, "peer" | "body" | "createdAt">[];
  /** Epoch milliseconds. */
  now(): number;
}

/** The unsent texts of a user, one for each conversation. Each change is stored immediately. */
export class Drafts {
  readonly #ports: DraftsPorts;
  readonly #texts = new Map<string, ComposerText>();
  readonly #listeners = new Set<() => void>();

  /** Loads the stored texts, without texts that were saved as a message. */
  constructor(ports: DraftsPorts) {
    this.#ports = ports;
    const prefix = this.#key("");
    for (const key of ports.storage.keys(prefix)) {
      this.#load(key.slice(prefix.length), keptOf(ports.storage.get(key)));
    }
  }

  #key(peer: string): string {
    return `${prefixOf(this.#ports.me)}${peer}`;
  }

  #load(peer: string, { unsent, saving, since, replyTo }: Kept): void {
    const saved = this.#ports
      .outgoing()
      .filter(message => message.peer === peer && message.createdAt >= since)
      .map(({ body }) => body.text);
    const lost = saving.filter(text => !saved.includes(text));
    this.#texts.set(peer, this.#text(peer, [...lost, unsent].join(""), since, replyTo));
  }

  /** The text of the composer of a conversation. */
  of(peer: string): ComposerText {
    const text = this.#texts.get(peer) ?? this.#text(peer, "", 0);
    this.#texts.set(peer, text);
    return text;
  }

  /** The draft of a conversation, which is the unsent text; empty if there is none. */
  draftOf(peer: string): string {
    return this.#texts.get(peer)?.unsent.trim() ?? "";
  }

  /** The peers with a draft. */
  peers(): string[] {
    return [...this.#texts.keys()].filter(peer => this.draftOf(peer) !== "");
  }

  /** Calls back after each change of a text. Returns a function that stops this. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #text(peer: string, begin: string, begun: number, answered?: number): ComposerText {
    let since = begun;
    const changed = () => {
      const { unsent, saving, replyTo } = text;
      since ||= this.#ports.now();
      if (unsent === "" && saving.length === 0 && replyTo === undefined) {
        since = 0;
        this.#ports.storage.remove(this.#key(peer));
      } else {
        const kept: Kept = { unsent, saving, since, replyTo };
        this.#ports.storage.set(this.#key(peer), JSON.stringify(kept));
      }
      text.onChange?.();
      for (const listener of this.#listeners) {
        listener();
      }
    };
    const text = new ComposerText(begin, changed, answered);
    return text;
  }
}

/** Deletes a user's texts from a browser's storage. */
export function removeDrafts(storage: Pick<TextStorage, "keys" | "remove">, user: string): void {
  for (const key of storage.keys(prefixOf(user))) {
    storage.remove(key);
  }
}

function prefixOf(user: string): string {
  return `draft:${encodeURIComponent(user)}:`;
}

function keptOf(stored = ""): Kept {
  try {
    const { unsent = "", saving = [], since = 0, replyTo } = JSON.parse(stored) as Partial<Kept>;
    return { unsent, saving, since, replyTo };
  } catch {
    return { unsent: stored, saving: [], since: 0 }; // Another program has written this value.
  }
}
