/** The attempts to send messages: one at a time in each conversation. */
export class Attempts {
  /** The number of each attempt; negative if the server has asked to wait before the next one. */
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

  /** The server has refused the attempt for now; returns the number of the wait in its place. */
  postpone(peer: string): number {
    const number = -this.begin(peer);
    this.#current.set(peer, number);
    return number;
  }

  end(peer: string): void {
    this.#current.delete(peer);
  }

  /** The attempts that wait for an answer of the server. */
  unanswered(): [peer: string, number: number][] {
    return [...this.#current].filter(([, number]) => number > 0);
  }
}
