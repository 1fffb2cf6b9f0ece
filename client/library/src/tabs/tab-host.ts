import type { DeviceEvent, Snapshot } from "../device/events.js";
import { ChatError, closedError } from "../errors.js";
import { CALL_NAMES, type Call, type Calls, callOf } from "../host/calls.js";
import { Deferred } from "../host/deferred.js";
import type { Host, HostPorts } from "../host/host.js";
import { emitEnd, LocalHost } from "../host/local-host.js";
import { PendingCalls } from "../host/pending-calls.js";
import { fenced } from "../store/fenced.js";
import { MemoryStore } from "../store/memory.js";
import { storageError, supersededError } from "../store/storage-error.js";
import type { Store } from "../store/store.js";
import { within } from "../within.js";
import { SharedOutbox } from "./shared-outbox.js";
import { TabGroup } from "./tab-group.js";

/** Time limits for opening and loading the store. After them the client works in memory. */
const OPEN_MS = 5_000;
const LOAD_MS = 15_000;
const LATE_OPEN = new ChatError("storageUnavailable", "The store did not open in 5 s.");
const LATE_LOAD = new ChatError("storageFailed", "The store did not load in 15 s.");

/**
 * The host of a device that tabs share. The tab that leads has the device, and the others call it.
 * If the browser refuses the store or the locks, this tab has a device of its own in memory.
 */
export class TabHost implements Host {
  readonly #ports: HostPorts;
  readonly #sharedName: string;
  readonly #pending = new PendingCalls();
  readonly #begun = new Deferred();
  readonly #outbox: SharedOutbox;
  #group: TabGroup | undefined;
  /** The device if this tab leads or works alone. */
  #local: LocalHost | undefined;
  #isAlone = false;

  /** @param sharedName the name of the store that the tabs share */
  constructor(ports: HostPorts, sharedName: string) {
    this.#ports = ports;
    this.#sharedName = sharedName;
    this.#outbox = new SharedOutbox(ports);
  }

  get store(): Store {
    return this.#isAlone && this.#local ? this.#local.store : this.#ports.store;
  }

  async start(): Promise<void> {
    const { environment, store } = this.#ports;
    const open = async () => store.open?.();
    try {
      await within(environment, OPEN_MS, open(), LATE_OPEN);
      if (!this.#pending.failure) {
        this.#join(this.#sharedName);
      }
    } catch (cause) {
      this.#alone(cause);
    }
    await this.#begun.promise;
  }

  #join(name: string): void {
    this.#group = new TabGroup({
      name,
      environment: this.#ports.environment,
      won: () => this.#lead(),
      lost: () => this.#drop(supersededError()),
      refused: cause => this.#alone(cause),
      followed: snapshot => this.#begin(snapshot),
      snapshot: () => this.#local?.snapshot(),
      event: event => this.#heard(event),
      call: call => this.#answer(call),
      result: result => this.#pending.answered(result),
    });
    this.#group.start();
    this.#pending.run(call => this.call(call));
  }

  #heard(event: DeviceEvent): void {
    this.#outbox.heard(event);
    this.#ports.emit(event);
  }

  /** Called when there is a device, in this tab or another one. */
  #begin(snapshot: Snapshot): void {
    this.#ports.reset(snapshot);
    this.#begun.resolve();
    this.#pending.run(call => this.call(call));
  }

  /** Called when this tab leads and has the device. */
  #lead(): void {
    const { environment, store } = this.#ports;
    const local = new LocalHost(
      {
        ...this.#ports,
        store: fenced(store, epoch => this.#group?.begin(epoch)),
        emit: event => this.#notify(event),
        reset: snapshot => {
          this.#group?.leads(snapshot);
          this.#begin(snapshot);
        },
      },
      { ended: error => this.#ended(error) },
    );
    this.#local = local;
    within(environment, LOAD_MS, local.start(), LATE_LOAD).catch(cause => {
      if (local === this.#local) {
        this.#alone(cause);
      }
    });
  }

  #notify(event: DeviceEvent): void {
    this.#ports.emit(event);
    this.#group?.announce(event);
  }

  /** Works in memory, because the browser refuses the store or the tabs have no leader. */
  #alone(cause: unknown): void {
    if (this.#pending.failure || this.#isAlone) {
      return;
    }
    const error = storageError(cause);
    this.#isAlone = true;
    this.#drop(error);
    this.#group?.end();
    this.#group = undefined;
    // Closing fails for the same reason as opening.
    this.#ports.store.close().catch(() => {});
    const reset = (snapshot: Snapshot) => this.#begin(snapshot);
    this.#local = new LocalHost(
      { ...this.#ports, store: new MemoryStore(), reset },
      { storage: { status: "memory", code: error.code } },
    );
    // This fails if the client is closed meanwhile; then its calls reject.
    this.#local.start().catch(() => {});
  }

  /** Stops the device of this tab without another write. */
  #drop(error: ChatError): void {
    this.#local?.drop(error);
    this.#local = undefined;
  }

  /** Called when the store accepts no more writes from this tab's device. */
  #ended(error: ChatError): void {
    this.#drop(error);
    if (error.code === "superseded") {
      this.#group?.start();
    } else {
      this.#pending.fail(error);
      this.#begun.reject(error);
      this.#group?.end();
      emitEnd(this.#ports, error);
    }
  }

  call(call: Call): Promise<unknown> {
    const local = this.#local;
    if (local && !this.#pending.failure) {
      return local.call(call).catch(error => {
        if (local === this.#local) {
          throw error;
        }
        // Another tab has taken over.
        return this.call(call);
      });
    }
    if (this.#group && call.name === "send" && !this.#pending.failure) {
      return this.#put(...call.parameters);
    }
    if (!this.#pending.failure) {
      this.#group?.ask(call);
    }
    return this.#pending.wait(call);
  }

  async #put(...message: Parameters<Calls["send"]>): Promise<void> {
    await this.#outbox.send(...message);
    // If this fails, the next leader loads the message from the disk.
    this.call(callOf(this.#ports.environment, "reloadOutbox")).catch(() => {});
  }

  #answer(call: Call): void {
    const local = this.#local;
    const isKnown = (CALL_NAMES as readonly string[]).includes(call.name);
    if (local && isKnown) {
      this.#group?.answer(call, local.call(call), () => local === this.#local);
    }
  }

  /** The next tab leads only after this tab has written all changes. */
  async close(): Promise<void> {
    this.#pending.fail(closedError());
    this.#begun.reject(closedError());
    await (this.#local ?? this.#ports.store).close();
    this.#group?.end();
  }
}
