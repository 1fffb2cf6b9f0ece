import type { DeviceEvent, Snapshot } from "../device/events.js";
import type { Call, CallResult } from "../host/calls.js";

/** A message from one tab to the others. */
export type TabMessage =
  /** A tab asks the leader for a snapshot. */
  | { readonly kind: "hello"; readonly id: string }
  /**
   * The state of the leader's device. Without an id it is for all tabs, when the leader begins to
   * lead.
   */
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
