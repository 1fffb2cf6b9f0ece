import type { ChatEvents, Conversation, Message } from "@serverlesschat/client";

/** Why there is no message: no network, or the user has deleted it. */
export type Absent = "missing" | "hidden";

/** The dependencies of {@link Quotes}. */
export interface QuotesPorts {
  readonly conversation: Pick<Conversation, "message" | "peer">;
  on<Name extends "changed" | "cleared" | "connection">(
    name: Name,
    listener: (event: ChatEvents[Name]) => void,
  ): () => void;
  /** Called when a message arrived or changed. */
  changed(): void;
}

/** The quoted messages. They may be far back, so each is read once, and again after changes. */
export class Quotes {
  readonly #ports: QuotesPorts;
  readonly #known = new Map<number, Message | Absent | undefined>();
  readonly #offs: readonly (() => void)[];

  constructor(ports: QuotesPorts) {
    this.#ports = ports;
    this.#offs = [
      ports.on("changed", ({ peer, seqs }) => {
        if (peer === ports.conversation.peer) {
          this.#readAgain(seq => seqs.includes(seq));
        }
      }),
      ports.on("cleared", ({ peer, upTo }) => {
        if (peer === ports.conversation.peer) {
          this.#readAgain(seq => seq <= upTo);
        }
      }),
      ports.on("connection", ({ status }) => {
        if (status === "online") {
          this.#readAgain(seq => this.#known.get(seq) === "missing");
        }
      }),
    ];
  }

  /** A message; undefined until it is read. */
  of(seq: number): Message | Absent | undefined {
    if (!this.#known.has(seq)) {
      this.#known.set(seq, undefined);
      this.#read(seq);
    }
    return this.#known.get(seq);
  }

  /** Stops reporting changes. */
  close(): void {
    for (const off of this.#offs) {
      off();
    }
  }

  #readAgain(isWanted: (seq: number) => boolean): void {
    for (const seq of this.#known.keys()) {
      if (isWanted(seq)) {
        this.#read(seq);
      }
    }
  }

  #read(seq: number): void {
    this.#ports.conversation.message(seq).then(
      message => this.#set(seq, message ?? "hidden"),
      // Offline. A message that was read before stays.
      () => this.#set(seq, this.#known.get(seq) ?? "missing"),
    );
  }

  #set(seq: number, message: Message | Absent): void {
    this.#known.set(seq, message);
    this.#ports.changed();
  }
}
