import type { Device } from "../device/device.js";
import type { DeviceEvent, Snapshot } from "../device/events.js";
import type { ErrorCode } from "../errors.js";

/** The calls of a device that one tab can make on the device of another. All can be repeated. */
export const CALL_NAMES = [
  "retry",
  "discard",
  "markRead",
  "older",
  "resync",
  "list",
  "request",
  "watch",
  "typing",
  "reloadOutbox",
] as const satisfies readonly (keyof Device)[];

/** What clients ask of a device. */
export type Calls = Pick<Device, Exclude<(typeof CALL_NAMES)[number], "reloadOutbox"> | "send">;

/** A call of a device, for a tab. */
export interface Call {
  readonly kind: "call";
  readonly tab: string;
  readonly id: number;
  readonly name: string;
  readonly parameters: readonly unknown[];
}

/** The result of a call. */
export interface CallResult {
  readonly kind: "result";
  readonly tab: string;
  readonly id: number;
  readonly value?: unknown;
  readonly error?: {
    readonly code: ErrorCode;
    readonly message: string;
    readonly peer: string | undefined;
  };
}

/** What a tab posts to the others. */
export type TabMessage =
  /** A tab asks the leader for a snapshot. */
  | { readonly kind: "hello"; readonly tab: string }
  /** The state of the leader's device; for all tabs if it leads from now on. */
  | {
      readonly kind: "snapshot";
      readonly epoch: number;
      readonly tab: string | undefined;
      readonly snapshot: Snapshot;
    }
  /** An event of the leader's device. */
  | { readonly kind: "event"; readonly epoch: number; readonly event: DeviceEvent }
  /** Asks the leader whether it is alive, and its answer. */
  | { readonly kind: "ping" }
  | { readonly kind: "pong" }
  | Call
  | CallResult;

/** Makes a call on a device. */
export function run(device: Device, { name, parameters }: Call): Promise<unknown> {
  const calls = device as unknown as Record<string, (...all: unknown[]) => Promise<unknown>>;
  return (calls[name] as (...all: unknown[]) => Promise<unknown>).apply(device, [...parameters]);
}
