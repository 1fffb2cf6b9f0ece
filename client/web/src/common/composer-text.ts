/** A sent text that is not on the device's disk yet. */
interface Saving {
  readonly text: string;
  readonly replyTo: number | undefined;
  /** Whether the user has replaced it with another text in the field. */
  replaced: boolean;
}

/**
 * The text in the field of a composer. A sent text stays in the field until it is saved. The
 * user may continue to type after it.
 */
export class ComposerText {
  readonly #changed: () => void;
  /** Texts in the order of sending. The field begins with those that are not replaced. */
  readonly #saving: Saving[] = [];
  #unsent: string;
  #replyTo: number | undefined;
  /** Called after each change while the composer is on the page. */
  onChange: (() => void) | undefined;

  /**
   * @param changed called after each change
   * @param replyTo the `seq` of the message to which the text replies
   */
  constructor(text: string, changed: () => void, replyTo?: number) {
    this.#unsent = text;
    this.#replyTo = replyTo;
    this.#changed = changed;
  }

  /** The content of the field. */
  get field(): string {
    return this.#kept() + this.#unsent;
  }

  /** The part of the field that would be sent next. */
  get unsent(): string {
    return this.#unsent;
  }

  /** The `seq` of the message to which the unsent part replies. */
  get replyTo(): number | undefined {
    return this.#replyTo;
  }

  /** Makes the unsent part a reply to a message, or to none. */
  answer(seq: number | undefined): void {
    this.#replyTo = seq;
    this.#changed();
  }

  /** The texts that are not saved yet. */
  get saving(): string[] {
    return this.#saving.map(({ text }) => text);
  }

  #kept(): string {
    return this.#saving.map(({ text, replaced }) => (replaced ? "" : text)).join("");
  }

  /**
   * Called when the user has changed the field.
   *
   * @param inserted the text of that change, if the browser reports it
   */
  typed(field: string, inserted?: string | null): void {
    const kept = this.#kept();
    const replaces = !field.startsWith(kept) || (kept !== "" && inserted === field);
    if (replaces) {
      for (const saving of this.#saving) {
        saving.replaced = true;
      }
    }
    this.#unsent = replaces ? field : field.slice(kept.length);
    this.#changed();
  }

  /** Returns the unsent part, and marks it as being saved. */
  send(): string {
    const text = this.#unsent;
    this.#saving.push({ text, replyTo: this.#replyTo, replaced: false });
    this.#unsent = "";
    this.#replyTo = undefined;
    this.#changed();
    return text;
  }

  /** Removes a sent text from the field, because it is on the disk. */
  saved(text: string): void {
    this.#remove(text);
    this.#changed();
  }

  /** Marks a sent text as unsent again, because it could not be saved. */
  failed(text: string): void {
    const { replaced, replyTo } = this.#remove(text) ?? { replaced: false };
    this.#replyTo ??= replyTo;
    const between = replaced && this.#unsent !== "" ? "\n" : "";
    this.#unsent = text + between + this.#unsent;
    this.#changed();
  }

  #remove(text: string): Saving | undefined {
    const index = this.#saving.findIndex(saving => saving.text === text);
    return index < 0 ? undefined : this.#saving.splice(index, 1)[0];
  }
}
