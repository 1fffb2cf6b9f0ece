/** Notifies listeners and async iterators. `Events` maps the name of an event to its value. */
export class Emitter<Events> {
  readonly #listeners = new Map<keyof Events, Set<(event: never) => void>>();
  readonly #ends = new Set<() => void>();

  /** Calls `listener` for each event of this name. Returns a function that removes the listener. */
  on<Name extends keyof Events>(name: Name, listener: (event: Events[Name]) => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  emit<Name extends keyof Events>(name: Name, event: Events[Name]): void {
    for (const listener of [...(this.#listeners.get(name) ?? [])]) {
      try {
        (listener as (event: Events[Name]) => void)(event);
      } catch (error) {
        // An error of the app must not stop the client, but must be reported.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }

  /** The events of this name from now on, until the client is closed. */
  async *events<Name extends keyof Events>(name: Name): AsyncGenerator<Events[Name], void, void> {
    const waiting: Events[Name][] = [];
    let ended = false;
    let wake = () => {};
    const end = () => {
      ended = true;
      wake();
    };
    const off = this.on(name, event => {
      waiting.push(event);
      wake();
    });
    this.#ends.add(end);
    try {
      while (!ended || waiting.length > 0) {
        if (waiting.length > 0) {
          yield waiting.shift() as Events[Name];
        } else {
          await new Promise<void>(next => {
            wake = next;
          });
        }
      }
    } finally {
      off();
      this.#ends.delete(end);
    }
  }

  /** Ends all iterators. */
  end(): void {
    for (const end of this.#ends) {
      end();
    }
  }
}
