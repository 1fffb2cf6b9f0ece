import type { Device } from "../device/device.js";
import type { Environment } from "../environment.js";
import type { ErrorCode } from "../errors.js";

/** The calls that one tab can make on the device of another tab. All calls can be repeated. */
export const CALL_NAMES = [
  "retry",
  "discard",
  "hide",
  "markRead",
  "older",
  "resync",
  "list",
  "request",
  "watch",
  "typing",
  "reloadOutbox",
] as const satisfies readonly (keyof Device)[];

/** The methods of a device that a call can name. */
type Callable = Pick<Device, "send" | (typeof CALL_NAMES)[number]>;

/** The calls of a client on its device. */
export type Calls = Omit<Callable, "reloadOutbox">;

/** A call of one method of a device. */
interface CallOf<Name extends keyof Callable> {
  readonly kind: "call";
  readonly id: string;
  readonly name: Name;
  readonly parameters: Parameters<Callable[Name]>;
}

/** A call of a device: the parameters are those of the method it names. */
export type Call = { readonly [Name in keyof Callable]: CallOf<Name> }[keyof Callable];

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
export function callOf<Name extends keyof Callable>(
  { uuid }: Pick<Environment, "uuid">,
  name: Name,
  ...parameters: Parameters<Callable[Name]>
): CallOf<Name> {
  return { kind: "call", id: uuid(), name, parameters };
}

/** The calls of the device of a host. */
export function callsOf(environment: Environment, make: (call: Call) => Promise<unknown>): Calls {
  const calls = (["send", ...CALL_NAMES] as const).map(name => [
    name,
    (...parameters: Parameters<Callable[typeof name]>) =>
      make(callOf(environment, name, ...parameters) as Call),
  ]);
  return Object.fromEntries(calls) as Calls;
}

/** Makes a call on a device. */
export function run(device: Device, { name, parameters }: Call): Promise<unknown> {
  // The compiler has checked name and parameters together, where the call was made.
  const method: (this: Device, ...all: never) => Promise<unknown> = device[name];
  return method.apply(device, parameters as never);
}
