import { ChatError } from "../errors.js";
import type { Call, CallResult } from "./calls.js";

interface Pending {
  readonly call: Call;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** The calls of this tab that wait for a device. */
export class PendingCalls {
  readonly #tab: string;
  readonly #pending = new Map<number, Pending>();
  #count = 0;

  /** @param tab the id of this tab */
  constructor(tab: string) {
    this.#tab = tab;
  }

  /** A new call of this tab. */
  make(name: string, parameters: readonly unknown[]): Call {
    return { kind: "call", tab: this.#tab, id: ++this.#count, name, parameters };
  }

  /** The result of a call, once it is known. */
  wait(call: Call): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#pending.set(call.id, { call, resolve, reject });
    });
  }

  all(): Call[] {
    return [...this.#pending.values()].map(({ call }) => call);
  }

  /** Makes all waiting calls. */
  run(make: (call: Call) => Promise<unknown>): void {
    const all = [...this.#pending.values()];
    this.#pending.clear();
    for (const { call, resolve, reject } of all) {
      make(call).then(resolve, reject);
    }
  }

  /** Takes the result of a call, if it is of this tab. */
  answered({ tab, id, value, error }: CallResult): void {
    if (tab === this.#tab) {
      const pending = this.#pending.get(id);
      this.#pending.delete(id);
      if (error) {
        pending?.reject(new ChatError(error.code, error.message, error));
      } else {
        pending?.resolve(value);
      }
    }
  }

  /** Rejects all waiting calls. */
  reject(error: ChatError): void {
    for (const { reject } of this.#pending.values()) {
      reject(error);
    }
    this.#pending.clear();
  }
}
