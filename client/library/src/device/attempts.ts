/** The attempts to send messages: one at a time in each conversation. */
export class Attempts {
  /**
   * The number of each attempt; negative while the next attempt waits for the server's
   * `retryAfterMs`.
   */
  readonly #current = new Map<string, number>();
  #count = 0;

  has(peer: string): boolean {
    return this.#current.has(peer);
  }

  isCurrent(peer: string, number: number): boolean {
    return this.#current.get(peer) === number;
  }

  /** Begins an attempt; returns its number. */
  begin(peer: string): number {
    this.#current.set(peer, ++this.#count);
    return this.#count;
  }

  /** Replaces a refused, retryable attempt by a wait; returns the number of the wait. */
  postpone(peer: string): number {
    const number = -this.begin(peer);
    this.#current.set(peer, number);
    return number;
  }

  end(peer: string): void {
    this.#current.delete(peer);
  }

  /** The attempts that wait for an answer from the server. */
  unanswered(): [peer: string, number: number][] {
    return [...this.#current].filter(([, number]) => number > 0);
  }
}
