import type { Device } from "../device/device.js";
import type { DeviceEvent, Snapshot } from "../device/events.js";
import type { DeviceOptions } from "../device/options.js";
import type { Environment } from "../environment.js";
import type { Store } from "../store/store.js";
import type { Call } from "./calls.js";

/** What a host needs of its client. */
export interface HostPorts {
  readonly store: Store;
  readonly environment: Environment;
  device(options: Pick<DeviceOptions, "store" | "storage" | "emit" | "ended">): Device;
  emit(event: DeviceEvent): void;
  /** The state of the device, at first and whenever another device takes its place. */
  reset(snapshot: Snapshot): void;
}

/** The place of a client's device: this tab, or the tab that leads. */
export interface Host {
  /** The store in use. */
  readonly store: Store;
  /** Starts a device, or finds the one that is shared; resolves once there is one. */
  start(): Promise<void>;
  /** Makes a call on the device, once there is one. */
  call(call: Call): Promise<unknown>;
  /** Writes all changes and ends; every later call rejects with `closed`. */
  close(): Promise<void>;
}

/** A store that several tabs share. */
export interface SharedStore extends Store {
  /** The name under which tabs share it. */
  readonly sharedName: string;
  /** The host of the device that the tabs share. */
  share(ports: HostPorts): Host;
}

/** The host of a client's device: its store says whether tabs share it. */
export function hostOf(ports: HostPorts, local: () => Host): Host {
  const { store } = ports;
  return "share" in store ? (store as SharedStore).share(ports) : local();
}
