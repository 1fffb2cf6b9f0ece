import type { ChatError } from "../errors.js";

/** An action that runs once changes are durable. */
export interface Effect {
  run(): void;
  /** Called instead of `run` if the changes will never be durable. */
  refuse?(error: ChatError): void;
  /** The new message to which the effect belongs. */
  readonly messageId?: string;
}

/** The effects of changes that are not durable yet, in order. */
export class Effects {
  #noted: Effect[] = [];
  #writing: Effect[] = [];

  add(effect: Effect): void {
    this.#noted.push(effect);
  }

  /** Assigns the effects so far to the batch that is written now; returns whether there are any. */
  begin(): boolean {
    this.#writing = this.#noted;
    this.#noted = [];
    return this.#writing.length > 0;
  }

  /** Runs the effects of the batch, which is durable now. */
  run(): void {
    const effects = this.#writing;
    this.#writing = [];
    for (const effect of effects) {
      effect.run();
    }
  }

  /** Refuses all new messages; returns their ids. */
  withdraw(error: ChatError): string[] {
    const isNew = ({ messageId }: Effect) => messageId !== undefined;
    const withdrawn = [...this.#writing, ...this.#noted].filter(isNew);
    this.#writing = this.#writing.filter(effect => !isNew(effect));
    this.#noted = this.#noted.filter(effect => !isNew(effect));
    for (const effect of withdrawn) {
      effect.refuse?.(error);
    }
    return withdrawn.map(({ messageId }) => messageId as string);
  }

  /** Refuses all effects, because there will be no other write. */
  refuse(error: ChatError): void {
    for (const effect of [...this.#writing.splice(0), ...this.#noted.splice(0)]) {
      effect.refuse?.(error);
    }
  }
}
