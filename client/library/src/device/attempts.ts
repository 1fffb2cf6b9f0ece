/** The attempts to send messages: one at a time in each conversation. */
export class Attempts {
  readonly #current = new Map<string, number>();
  /** Conversations in which the server has asked to wait before the next attempt. */
  readonly #postponed = new Set<string>();
  #count = 0;

  has(peer: string): boolean {
    return this.#current.has(peer);
  }

  isCurrent(peer: string, number: number): boolean {
    return this.#current.get(peer) === number;
  }

  /** Begins an attempt; returns its number. */
  begin(peer: string): number {
    this.end(peer);
    this.#current.set(peer, ++this.#count);
    return this.#count;
  }

  /** The server has refused the attempt for now; returns the number of the wait, which ends it. */
  postpone(peer: string): number {
    const number = this.begin(peer);
    this.#postponed.add(peer);
    return number;
  }

  end(peer: string): void {
    this.#current.delete(peer);
    this.#postponed.delete(peer);
  }

  /** The attempts that wait for an answer of the server. */
  unanswered(): [peer: string, number: number][] {
    return [...this.#current].filter(([peer]) => !this.#postponed.has(peer));
  }
}
