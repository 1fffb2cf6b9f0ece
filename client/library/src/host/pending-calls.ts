import { ChatError } from "../errors.js";
import type { Call, CallResult } from "./calls.js";

interface Pending {
  readonly call: Call;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Calls that wait for a device. */
export class PendingCalls {
  readonly #pending = new Map<string, Pending>();
  #failure: ChatError | undefined;

  /** Resolves with the result of a call once it is known. */
  wait(call: Call): Promise<unknown> {
    if (this.#failure) {
      return Promise.reject(this.#failure);
    }
    return new Promise((resolve, reject) => {
      this.#pending.set(call.id, { call, resolve, reject });
    });
  }

  /** Makes all waiting calls. */
  run(make: (call: Call) => Promise<unknown>): void {
    const all = [...this.#pending.values()];
    this.#pending.clear();
    for (const { call, resolve, reject } of all) {
      make(call).then(resolve, reject);
    }
  }

  /** Settles a call with its result, if the call is pending here. */
  answered({ id, value, error }: CallResult): void {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if (error) {
      pending?.reject(new ChatError(error.code, error.message, error));
    } else {
      pending?.resolve(value);
    }
  }

  /** The reason why no call can succeed any more. */
  get failure(): ChatError | undefined {
    return this.#failure;
  }

  /** Rejects all calls, including later ones. */
  fail(error: ChatError): void {
    this.#failure ??= error;
    for (const { reject } of this.#pending.values()) {
      reject(this.#failure);
    }
    this.#pending.clear();
  }
}
