import type { TextStorage } from "../common/storage.js";
import { TONES, type Tone } from "./tones.js";

/** The number of emoji that are remembered: two rows. */
export const RECENT = 16;

type Kept = Pick<TextStorage, "get" | "set" | "remove">;

interface Choices {
  readonly tone: Tone;
  readonly recent: readonly string[];
}

/** The last choices of a user of this browser: the skin tone, and the emoji, newest first. */
export class KeptEmoji {
  readonly #storage: Kept;
  readonly #key: string;

  constructor(storage: Kept, user: string) {
    this.#storage = storage;
    this.#key = `emoji:${encodeURIComponent(user)}`;
  }

  get tone(): Tone {
    return this.#read().tone;
  }

  set tone(tone: Tone) {
    this.#write({ ...this.#read(), tone });
  }

  /** The emoji without skin tones. */
  get recent(): readonly string[] {
    return this.#read().recent;
  }

  /** Records that the user has chosen an emoji. */
  used(sign: string): void {
    const { tone, recent } = this.#read();
    const others = recent.filter(other => other !== sign);
    this.#write({ tone, recent: [sign, ...others].slice(0, RECENT) });
  }

  /** Deletes all choices. */
  forget(): void {
    this.#storage.remove(this.#key);
  }

  #write(choices: Choices): void {
    this.#storage.set(this.#key, JSON.stringify(choices));
  }

  #read(): Choices {
    try {
      const { tone, recent } = JSON.parse(this.#storage.get(this.#key) ?? "{}") as Partial<Choices>;
      return {
        tone: TONES.find(known => known === tone) ?? "",
        recent: Array.isArray(recent) ? recent.filter(sign => typeof sign === "string") : [],
      };
    } catch {
      return { tone: "", recent: [] }; // Another program has written this value.
    }
  }
}
