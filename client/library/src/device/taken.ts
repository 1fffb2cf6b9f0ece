import type { Entry } from "../protocol/model.js";

/** The effect of adding entries. */
export interface Taken {
  /** New entries, including those beyond a gap; they must be stored. */
  readonly fresh: readonly Entry[];
  /** New entries without a gap before them, in order; they can be shown. */
  readonly inOrder: readonly Entry[];
  /** Entries that were placed before all others. */
  readonly older?: readonly Entry[];
  /**
   * Stored entries that turned out to be at or before the base. Only their numbers are kept: their
   * removal may be in a part of the log that the device does not hold.
   */
  readonly outside?: readonly Entry[];
}
