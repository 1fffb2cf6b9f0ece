import type { Device } from "../device/device.js";
import type { Snapshot } from "../device/events.js";
import type { StorageState } from "../device/storage.js";
import { type ChatError, closedError } from "../errors.js";
import { type Call, run } from "./calls.js";
import type { Host, HostPorts } from "./host.js";
import { PendingCalls } from "./pending-calls.js";

/** The options of a local host. */
export interface LocalHostOptions {
  /** The state of storage while no write fails. */
  readonly storage: StorageState;
  /** Called when the store accepts no more writes from this device. */
  ended(error: ChatError): void;
}

/** A device in this tab or process. */
export class LocalHost implements Host {
  readonly #ports: HostPorts;
  readonly #options: LocalHostOptions;
  readonly #pending = new PendingCalls();
  #device: Device | undefined;
  #isDropped = false;

  constructor(ports: HostPorts, options: Partial<LocalHostOptions> = {}) {
    this.#ports = ports;
    this.#options = {
      storage: { status: ports.store.isVolatile ? "memory" : "durable" },
      ended: error => this.#ended(error),
      ...options,
    };
  }

  get store() {
    return this.#ports.store;
  }

  /** The state of the device once it has started. */
  snapshot(): Snapshot | undefined {
    return this.#device?.snapshot();
  }

  async start(): Promise<void> {
    const { store } = this.#ports;
    const device = this.#ports.device({
      store,
      storage: this.#options.storage,
      emit: event => this.#isDropped || this.#ports.emit(event),
      ended: error => this.#options.ended(error),
    });
    await device.start();
    const { failure } = this.#pending;
    if (failure) {
      device.abandon(failure);
      throw failure;
    }
    this.#device = device;
    this.#ports.reset(device.snapshot());
    this.#pending.run(call => this.call(call));
  }

  call(call: Call): Promise<unknown> {
    return this.#device && !this.#pending.failure
      ? run(this.#device, call)
      : this.#pending.wait(call);
  }

  /** Stops without another write or event; the calls reject with an error. */
  drop(error: ChatError): void {
    this.#isDropped = true;
    this.#pending.fail(error);
    this.#device?.abandon(error);
  }

  #ended(error: ChatError): void {
    this.drop(error);
    emitEnd(this.#ports, error);
  }

  async close(): Promise<void> {
    this.#pending.fail(closedError());
    await this.#device?.close();
    await this.#ports.store.close();
  }
}

/** Reports that a device has stopped permanently. */
export function emitEnd(
  { emit }: Pick<HostPorts, "emit">,
  { code, message, peer }: ChatError,
): void {
  emit({ type: "storage", state: { status: "failing", code } });
  emit({ type: "error", code, message, peer });
}
