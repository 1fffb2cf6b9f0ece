import type { Device } from "../device/device.js";
import type { Environment } from "../environment.js";
import type { ErrorCode } from "../errors.js";

/** The calls that one tab can make on the device of another tab. All calls can be repeated. */
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

/** The calls of a client on its device. */
export type Calls = Pick<Device, Exclude<(typeof CALL_NAMES)[number], "reloadOutbox"> | "send">;

/** A call of a device. */
export interface Call {
  readonly kind: "call";
  readonly id: string;
  readonly name: string;
  readonly parameters: readonly unknown[];
}

/** The result of a call. */
export interface CallResult {
  readonly kind: "result";
  readonly id: string;
  readonly value?: unknown;
  readonly error?: {
    readonly code: ErrorCode;
    readonly message: string;
    readonly peer: string | undefined;
  };
}

/** A new call. */
export function callOf(
  { uuid }: Pick<Environment, "uuid">,
  name: string,
  ...parameters: readonly unknown[]
): Call {
  return { kind: "call", id: uuid(), name, parameters };
}

/** The calls of the device of a host. */
export function callsOf(environment: Environment, make: (call: Call) => Promise<unknown>): Calls {
  const calls = ["send", ...CALL_NAMES].map(name => [
    name,
    (...parameters: readonly unknown[]) => make(callOf(environment, name, ...parameters)),
  ]);
  return Object.fromEntries(calls) as Calls;
}

/** Makes a call on a device. */
export function run(device: Device, { name, parameters }: Call): Promise<unknown> {
  const calls = device as unknown as Record<string, (...all: unknown[]) => Promise<unknown>>;
  return (calls[name] as (...all: unknown[]) => Promise<unknown>).apply(device, [...parameters]);
}
