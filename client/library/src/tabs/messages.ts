import type { DeviceEvent, Snapshot } from "../device/events.js";
import type { Call, CallResult } from "../host/calls.js";

/** A message of a tab to the others. */
export type TabMessage =
  /** A tab asks the leader for a snapshot. */
  | { readonly kind: "hello"; readonly id: string }
  /** The state of the leader's device; without an id for all tabs, when it begins to lead. */
  | {
      readonly kind: "snapshot";
      readonly epoch: number;
      readonly id: string | undefined;
      readonly snapshot: Snapshot;
    }
  /** An event of the leader's device. */
  | { readonly kind: "event"; readonly epoch: number; readonly event: DeviceEvent }
  /** Asks the leader whether it is alive, and its answer. */
  | { readonly kind: "ping" }
  | { readonly kind: "pong" }
  | Call
  | CallResult;
