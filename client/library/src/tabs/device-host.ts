import { Deferred } from "../deferred.js";
import type { Device } from "../device/device.js";
import type { DeviceEvent, Snapshot } from "../device/events.js";
import type { DeviceOptions } from "../device/options.js";
import type { StorageState } from "../device/storage.js";
import type { Environment } from "../environment.js";
import { ChatError, closedError } from "../errors.js";
import { fenced } from "../store/fenced.js";
import { MemoryStore } from "../store/memory.js";
import { storageError, supersededError } from "../store/storage-error.js";
import type { Store } from "../store/store.js";
import { within } from "../within.js";
import { CALL_NAMES, type Call, type Calls, run } from "./calls.js";
import { PendingCalls } from "./pending-calls.js";
import { SharedOutbox } from "./shared-outbox.js";
import { TabGroup } from "./tab-group.js";

/** Time for the store to open, and to load. After it the client works in memory. */
const OPEN_MS = 5_000;
const LOAD_MS = 15_000;

/** What a host needs of its client. */
export interface HostPorts {
  readonly store: Store;
  readonly environment: Environment;
  device(options: Pick<DeviceOptions, "store" | "storage" | "emit" | "ended">): Device;
  emit(event: DeviceEvent): void;
  /** The state of the device, at first and when another tab leads. */
  reset(snapshot: Snapshot): void;
}

/**
 * The device of a client, in this tab or in another one. Tabs that share a store share a device: the
 * tab that leads has it, the others call it. Where the browser refuses the store or the locks, this
 * tab has a device of its own, in memory.
 */
export class DeviceHost {
  readonly #ports: HostPorts;
  readonly #tab: string;
  readonly #pending: PendingCalls;
  readonly #outbox: SharedOutbox;
  readonly #begun = new Deferred();
  #store: Store;
  #device: Device | undefined;
  #group: TabGroup | undefined;
  /** Counts the devices of this tab: what an earlier one does is ignored. */
  #turn = 0;
  /** Why no call can succeed any more. */
  #failure: ChatError | undefined;

  constructor(ports: HostPorts) {
    this.#ports = ports;
    this.#store = ports.store;
    this.#tab = ports.environment.uuid();
    this.#pending = new PendingCalls(this.#tab);
    this.#outbox = new SharedOutbox(ports);
  }

  /** The store in use. */
  get store(): Store {
    return this.#store;
  }

  /** The calls of the device, wherever it is. */
  calls(): Calls {
    const call =
      (name: string) =>
      (...parameters: readonly unknown[]) =>
        this.#call(this.#pending.make(name, parameters));
    const all = ["send", ...CALL_NAMES].map(name => [name, call(name)]);
    return Object.fromEntries(all) as Calls;
  }

  /** Starts a device, or joins the tabs that share one; resolves once there is one. */
  async start(): Promise<void> {
    await this.#find();
    await this.#begun.promise;
  }

  async #find(): Promise<void> {
    const { environment, store } = this.#ports;
    if (store.sharedName === undefined) {
      await this.#lead(this.#usual());
      return;
    }
    const late = new ChatError("storageUnavailable", "The store has not opened for 5 s.");
    try {
      await within(environment, OPEN_MS, Promise.resolve(store.open?.()), late);
      this.#join(store.sharedName);
    } catch (cause) {
      await this.#alone(cause);
    }
  }

  #usual(): StorageState {
    return { status: this.#store.isVolatile ? "memory" : "durable" };
  }

  #join(name: string): void {
    if (this.#failure) {
      return;
    }
    this.#group = new TabGroup({
      name,
      tab: this.#tab,
      environment: this.#ports.environment,
      won: () => this.#won(),
      lost: () => this.#drop(supersededError()),
      refused: cause => void this.#alone(cause),
      followed: snapshot => this.#begin(snapshot),
      snapshot: () => this.#device?.snapshot(),
      event: event => this.#heard(event),
      call: call => this.#answer(call),
      result: result => this.#pending.answered(result),
    });
    this.#group.start();
    this.#pending.run(call => this.#call(call));
  }

  #heard(event: DeviceEvent): void {
    if (event.type === "outbox") {
      this.#outbox.announced(event.item);
    }
    this.#ports.emit(event);
  }

  #won(): void {
    const late = new ChatError("storageFailed", "The store has not loaded for 15 s.");
    within(this.#ports.environment, LOAD_MS, this.#lead(this.#usual()), late).catch(cause =>
      this.#alone(cause),
    );
  }

  /** Makes the device of this tab, and makes the calls that wait for one. */
  async #lead(storage: StorageState): Promise<void> {
    const turn = ++this.#turn;
    const isCurrent = () => turn === this.#turn;
    const store = this.#store;
    const group = this.#group;
    const epoch = group && (await store.lead?.());
    if (!isCurrent()) {
      return;
    }
    group?.begin(epoch ?? 0);
    const device = this.#ports.device({
      store: epoch === undefined ? store : fenced(store, epoch),
      storage,
      emit: event => isCurrent() && this.#told(event),
      ended: error => isCurrent() && this.#ended(error),
    });
    await device.start();
    if (!isCurrent()) {
      device.abandon(supersededError());
      return;
    }
    this.#device = device;
    const snapshot = device.snapshot();
    group?.leads(snapshot);
    this.#begin(snapshot);
  }

  /** There is a device, here or in another tab: the calls that wait are made. */
  #begin(snapshot: Snapshot): void {
    this.#ports.reset(snapshot);
    this.#begun.resolve();
    this.#pending.run(call => this.#call(call));
  }

  #told(event: DeviceEvent): void {
    this.#ports.emit(event);
    this.#group?.announce(event);
  }

  /** Works in memory: the browser refuses the store, or tabs cannot agree on a leader. */
  async #alone(cause: unknown): Promise<void> {
    if (this.#failure || this.#store !== this.#ports.store) {
      return;
    }
    const error = storageError(cause);
    this.#drop(error);
    this.#group?.end();
    this.#group = undefined;
    this.#store = new MemoryStore();
    this.#ports.store.close().catch(() => {
      // It could not be opened either.
    });
    await this.#lead({ status: "memory", code: error.code });
  }

  /** Ends the device of this tab without another write. */
  #drop(error: ChatError): void {
    this.#turn++;
    this.#device?.abandon(error);
    this.#device = undefined;
  }

  /** The store takes no more writes of this tab's device. */
  #ended(error: ChatError): void {
    this.#drop(error);
    if (error.code === "superseded" && this.#group) {
      this.#group.start();
      return;
    }
    const { code, message, peer } = error;
    this.#failure = error;
    this.#group?.end();
    this.#pending.reject(error);
    this.#begun.reject(error);
    this.#ports.emit({ type: "storage", state: { status: "failing", code } });
    this.#ports.emit({ type: "error", code, message, peer });
  }

  #call(call: Call): Promise<unknown> {
    if (this.#failure) {
      return Promise.reject(this.#failure);
    }
    const device = this.#device;
    if (device) {
      return run(device, call).catch(error => {
        if (device === this.#device) {
          throw error;
        }
        // Another tab has taken over.
        return this.#call(call);
      });
    }
    if (this.#group && call.name === "send") {
      return this.#put(...(call.parameters as Parameters<Calls["send"]>));
    }
    const result = this.#pending.wait(call);
    this.#group?.ask(call);
    return result;
  }

  async #put(...message: Parameters<Calls["send"]>): Promise<void> {
    await this.#outbox.send(...message);
    this.#call(this.#pending.make("reloadOutbox", [])).catch(() => {
      // The message is on disk: the next leader loads it.
    });
  }

  #answer(call: Call): void {
    const device = this.#device;
    const isKnown = (CALL_NAMES as readonly string[]).includes(call.name);
    if (device && isKnown) {
      const answer = run(device, call);
      this.#group?.answer(call, answer, () => device === this.#device);
    }
  }

  /** Writes all changes and ends. The next tab leads after that. */
  async close(): Promise<void> {
    if (!this.#failure) {
      this.#failure = closedError();
      this.#pending.reject(this.#failure);
      this.#begun.reject(this.#failure);
    }
    await this.#device?.close();
    this.#turn++;
    this.#group?.end();
    await this.#store.close();
  }
}
