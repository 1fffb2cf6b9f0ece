import type { Device } from "../device/device.js";
import type { DeviceEvent } from "../device/events.js";
import type { Channel, Environment, Tabs } from "../environment.js";
import { ChatError, closedError } from "../errors.js";
import type { Body } from "../protocol/frames.js";
import type { Store } from "../store/store.js";
import type { Calls, TabMessage } from "./calls.js";

/** What tabs that share a device need. */
export interface SharedDeviceOptions {
  readonly name: string;
  readonly tabs: Tabs;
  readonly store: Store;
  readonly environment: Environment;
  /** Makes the device of the tab that leads. */
  readonly device: (emit: (event: DeviceEvent) => void) => Device;
  readonly emit: (event: DeviceEvent) => void;
  /** Another tab leads now, or this one does: what is known of the device may be old. */
  readonly led: () => void;
}

/** What tabs ask of the one that leads; messages go by the store. */
const CALLS =
  "snapshot retry discard markRead older resync list request watch typing reloadOutbox".split(" ");

interface Waiting {
  readonly call: TabMessage & { kind: "call" };
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}

/** A device that several tabs share: one holds it and the socket, the others ask that one. */
export class SharedDevice {
  readonly #options: SharedDeviceOptions;
  readonly #tab: string;
  readonly #channel: Channel;
  readonly #end = new AbortController();
  readonly #waiting = new Map<number, Waiting>();
  #device: Device | undefined;
  #leading: Promise<void> | undefined;
  #closed = false;
  #calls = 0;
  #order = 0;

  constructor(options: SharedDeviceOptions) {
    this.#options = options;
    this.#tab = options.environment.uuid();
    this.#channel = options.tabs.channel(options.name);
    this.#channel.onmessage = ({ data }) => this.#received(data as TabMessage);
  }

  /** Begins; leads when no other tab does. */
  start(): void {
    this.#options.tabs.lead(this.#options.name, this.#end.signal).then(
      () => {
        this.#leading = this.#lead();
      },
      () => {
        // Closed before it led.
      },
    );
  }

  async #lead(): Promise<void> {
    const device = this.#options.device(event => {
      this.#options.emit(event);
      this.#post({ kind: "event", event });
    });
    await device.start();
    if (this.#closed) {
      await device.close();
      return;
    }
    this.#device = device;
    this.#post({ kind: "leads" });
    this.#options.led();
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { call, resolve, reject } of waiting) {
      this.#run(device, call).then(value => resolve(value as never), reject);
    }
  }

  /** Ends; the next tab leads once this one has written all. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#leading;
    await this.#device?.close();
    this.#end.abort();
    this.#channel.close();
    for (const { reject } of this.#waiting.values()) {
      reject(closedError());
    }
    this.#waiting.clear();
  }

  /** The calls of the device, wherever it is. */
  calls(): Calls {
    const call =
      (name: string) =>
      (...parameters: never[]): Promise<never> =>
        this.#call(name, parameters);
    const forwarded = Object.fromEntries(CALLS.map(name => [name, call(name)]));
    return { ...(forwarded as unknown as Calls), send: (to, body, id) => this.#send(to, body, id) };
  }

  async #send(to: string, body: Body, clientMessageId: string): Promise<void> {
    if (this.#device) {
      return this.#device.send(to, body, clientMessageId);
    }
    const createdAt = this.#options.environment.now();
    this.#order = Math.max(this.#order + 1, createdAt * 1024);
    const item = { clientMessageId, to, body, createdAt, order: this.#order };
    await this.#options.store.write({ outbox: [item] });
    await this.#call("reloadOutbox", []);
  }

  #call(name: string, parameters: readonly unknown[]): Promise<never> {
    const id = ++this.#calls;
    const call = { kind: "call", tab: this.#tab, id, name, parameters } as const;
    if (this.#device) {
      return this.#run(this.#device, call) as Promise<never>;
    }
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { call, resolve, reject });
      this.#post(call);
    });
  }

  #run(device: Device, { name, parameters }: Waiting["call"]): Promise<unknown> {
    const calls = device as unknown as Record<string, (...all: unknown[]) => Promise<unknown>>;
    return (calls[name] as (...all: unknown[]) => Promise<unknown>).apply(device, [...parameters]);
  }

  #post(message: TabMessage): void {
    this.#channel.postMessage(message);
  }

  #received(message: TabMessage): void {
    switch (message.kind) {
      case "leads":
        for (const { call } of this.#waiting.values()) {
          this.#post(call);
        }
        this.#options.led();
        break;
      case "event":
        this.#options.emit(message.event as DeviceEvent);
        break;
      case "call":
        if (this.#device && CALLS.includes(message.name)) {
          this.#answer(this.#device, message);
        }
        break;
      case "result":
        if (message.tab === this.#tab) {
          this.#answered(message);
        }
    }
  }

  #answer(device: Device, call: Waiting["call"]): void {
    const { tab, id } = call;
    this.#run(device, call).then(
      value => this.#post({ kind: "result", tab, id, value }),
      // A browser would clone nothing but the message.
      ({ code, message, peer }: ChatError) =>
        this.#post({ kind: "result", tab, id, error: { code, message, peer } }),
    );
  }

  #answered({ id, value, error }: TabMessage & { kind: "result" }): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) {
      waiting?.reject(new ChatError(error.code, error.message, error));
    } else {
      waiting?.resolve(value as never);
    }
  }
}
