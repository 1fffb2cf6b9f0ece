import type { Channel, Tabs } from "../../src/environment.js";

/** One browser: its locks and its channels. */
export class FakeBrowser {
  readonly #waiting: (() => void)[] = [];
  readonly #channels = new Set<FakeChannel>();
  #leader: object | undefined;

  /** A new tab; `crash` ends it as a browser does: its lock is free, its channel silent. */
  tab(): { readonly tabs: Tabs; crash(): void } {
    const me = {};
    const channels: FakeChannel[] = [];
    const release = () => {
      if (this.#leader === me) {
        this.#leader = undefined;
        this.#waiting.shift()?.();
      }
    };
    const tabs: Tabs = {
      lead: (_, signal) =>
        new Promise((lead, refuse) => {
          const take = () => {
            if (signal.aborted) {
              this.#waiting.shift()?.();
              return;
            }
            this.#leader = me;
            signal.addEventListener("abort", release);
            lead();
          };
          signal.addEventListener("abort", () => refuse(new Error("aborted")));
          this.#leader ? this.#waiting.push(take) : take();
        }),
      channel: () => {
        const channel = new FakeChannel(this.#channels);
        channels.push(channel);
        return channel;
      },
    };
    const crash = () => {
      for (const channel of channels) {
        channel.close();
      }
      release();
    };
    return { tabs, crash };
  }
}

class FakeChannel implements Channel {
  onmessage: ((event: MessageEvent) => void) | null = null;
  readonly #all: Set<FakeChannel>;

  constructor(all: Set<FakeChannel>) {
    this.#all = all.add(this);
  }

  postMessage(message: unknown): void {
    if (this.#all.has(this)) {
      for (const other of this.#all) {
        if (other !== this) {
          const data = structuredClone(message);
          queueMicrotask(() => this.#all.has(other) && other.onmessage?.({ data } as MessageEvent));
        }
      }
    }
  }

  close(): void {
    this.#all.delete(this);
  }
}
