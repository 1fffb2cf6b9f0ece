import { Deferred } from "./host/deferred.js";

/** What became of the messages and operations that the app has sent. */
export class Acceptances {
  readonly #waiting = new Map<string, Deferred<number | undefined>>();

  /** Resolves with its place in the log, once that is known: `Sent.accepted`. */
  of(id: string): Promise<number | undefined> {
    const one = new Deferred<number | undefined>();
    this.#waiting.set(id, one);
    return one.promise;
  }

  /** It is in the log; or it is not sent by itself, without a place. */
  resolve(id: string, seq: number | undefined): void {
    this.#take(id)?.resolve(seq);
  }

  reject(id: string, error: unknown): void {
    this.#take(id)?.reject(error);
  }

  #take(id: string): Deferred<number | undefined> | undefined {
    const one = this.#waiting.get(id);
    this.#waiting.delete(id);
    return one;
  }

  /** Rejects all that wait. */
  close(error: unknown): void {
    for (const id of [...this.#waiting.keys()]) {
      this.reject(id, error);
    }
  }
}
