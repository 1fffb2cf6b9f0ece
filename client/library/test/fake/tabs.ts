import type { Channel, Signal, Tabs } from "../../src/environment.js";

/** A tab of a fake browser. */
export interface FakeTab {
  readonly tabs: Tabs;
  /** Closes the tab as a browser does: releases its lock, and closes its channel. */
  crash(): void;
  /** Stops the tab's script; the tab keeps its lock, and receives no messages until `resume`. */
  hang(): void;
  /** Resumes after `hang`, and receives all pending messages. */
  resume(): void;
}

interface Holder {
  readonly tab: object;
  release(): void;
  stolen(): void;
}

interface Request {
  readonly tab: object;
  readonly signal: Signal;
  take(): void;
}

/** A browser with its locks and channels. */
export class FakeBrowser {
  readonly #waiting: Request[] = [];
  readonly #channels = new Set<FakeChannel>();
  #holder: Holder | undefined;

  tab(): FakeTab {
    const me = {};
    const channels: FakeChannel[] = [];
    const late: (() => void)[] = [];
    let hangs = false;
    const deliver = (event: () => void) => (hangs ? late.push(event) : event());
    const tabs: Tabs = {
      lead: (_, signal, options = {}) =>
        new Promise((lead, refuse) => {
          const lost = () => deliver(() => options.lost?.());
          const take = () => {
            this.#hold(me, signal, lost);
            deliver(lead);
          };
          signal.addEventListener("abort", () => refuse(new Error("aborted")));
          if (options.steal) {
            this.#holder?.stolen();
            take();
          } else if (this.#holder) {
            this.#waiting.push({ tab: me, signal, take });
          } else {
            take();
          }
        }),
      channel: () => {
        const channel = new FakeChannel(this.#channels, deliver);
        channels.push(channel);
        return channel;
      },
    };
    return {
      tabs,
      crash: () => {
        for (const channel of channels) {
          channel.end();
        }
        this.#waiting.splice(0, Infinity, ...this.#waiting.filter(({ tab }) => tab !== me));
        this.#free(me);
      },
      hang: () => {
        hangs = true;
      },
      resume: () => {
        hangs = false;
        for (const event of late.splice(0)) {
          event();
        }
      },
    };
  }

  #hold(tab: object, signal: Signal, stolen: () => void): void {
    const release = () => this.#free(tab);
    this.#holder = { tab, release, stolen };
    signal.addEventListener("abort", release);
  }

  #free(tab: object): void {
    if (this.#holder?.tab === tab) {
      this.#holder = undefined;
      let next = this.#waiting.shift();
      while (next?.signal.aborted) {
        next = this.#waiting.shift();
      }
      next?.take();
    }
  }
}

class FakeChannel implements Channel {
  onmessage: ((event: MessageEvent) => void) | null = null;
  readonly #all: Set<FakeChannel>;
  readonly #deliver: (event: () => void) => void;
  #hasEnded = false;

  constructor(all: Set<FakeChannel>, deliver: (event: () => void) => void) {
    this.#all = all.add(this);
    this.#deliver = deliver;
  }

  /** @throws `InvalidStateError` if the channel is closed, as in browsers */
  postMessage(message: unknown): void {
    if (this.#hasEnded) {
      return;
    }
    if (!this.#all.has(this)) {
      throw new DOMException("The channel is closed.", "InvalidStateError");
    }
    for (const other of this.#all) {
      if (other !== this) {
        const data = structuredClone(message);
        queueMicrotask(() => other.#take(data));
      }
    }
  }

  #take(data: unknown): void {
    this.#deliver(() => this.#all.has(this) && this.onmessage?.({ data } as MessageEvent));
  }

  close(): void {
    this.#all.delete(this);
  }

  /** Called when the tab has crashed, so that the messages of its script are dropped. */
  end(): void {
    this.#hasEnded = true;
    this.close();
  }
}
