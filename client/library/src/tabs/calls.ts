import type { Device } from "../device/device.js";
import type { ErrorCode } from "../errors.js";

/** What clients ask of a device; all of it may be asked twice without harm. */
export type Calls = Pick<
  Device,
  | "snapshot"
  | "retry"
  | "discard"
  | "markRead"
  | "older"
  | "resync"
  | "list"
  | "request"
  | "watch"
  | "typing"
> & {
  /** Puts a message into the outbox; resolves once it is durable there. */
  send: Device["send"];
};

/** What a tab posts to the others. */
export type TabMessage =
  | { readonly kind: "leads" }
  | { readonly kind: "event"; readonly event: unknown }
  | {
      readonly kind: "call";
      readonly tab: string;
      readonly id: number;
      readonly name: string;
      readonly parameters: readonly unknown[];
    }
  | {
      readonly kind: "result";
      readonly tab: string;
      readonly id: number;
      readonly value?: unknown;
      readonly error?: {
        readonly code: ErrorCode;
        readonly message: string;
        readonly peer: string | undefined;
      };
    };
