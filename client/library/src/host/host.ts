import type { Device } from "../device/device.js";
import type { DeviceEvent, Snapshot } from "../device/events.js";
import type { DeviceOptions } from "../device/options.js";
import type { Environment } from "../environment.js";
import type { Store } from "../store/store.js";
import type { Call } from "./calls.js";

/** The dependencies of a host. */
export interface HostPorts {
  readonly store: Store;
  readonly environment: Environment;
  device(options: Pick<DeviceOptions, "store" | "storage" | "emit" | "ended">): Device;
  emit(event: DeviceEvent): void;
  /** Called with the state of the device, at first and whenever another device replaces it. */
  reset(snapshot: Snapshot): void;
}

/** Gives a client access to its device, in this tab or in the tab that leads. */
export interface Host {
  /** The store in use. */
  readonly store: Store;
  /** Starts a device or finds the shared one; resolves once there is a device. */
  start(): Promise<void>;
  /** Makes a call on the device once there is a device. */
  call(call: Call): Promise<unknown>;
  /** Writes all changes and stops; every later call rejects with `closed`. */
  close(): Promise<void>;
}

/** A store that several tabs share. */
export interface SharedStore extends Store {
  /** The name under which tabs share the store. */
  readonly sharedName: string;
  /** The host of the device that the tabs share. */
  share(ports: HostPorts): Host;
}

/** The host of a client's device. The store determines whether tabs share the device. */
export function hostOf(ports: HostPorts, local: () => Host): Host {
  const { store } = ports;
  return "share" in store ? (store as SharedStore).share(ports) : local();
}
