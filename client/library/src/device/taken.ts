import type { Entry } from "../protocol/model.js";

/** The effect of taking entries. */
export interface Taken {
  /** Entries that are new, also beyond a gap: to be stored. */
  readonly fresh: readonly Entry[];
  /** New entries without a gap before them, in order: to be shown. */
  readonly inOrder: readonly Entry[];
  /** Entries that got their place before all others. */
  readonly older?: readonly Entry[];
}
