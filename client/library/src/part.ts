import type { Message } from "./messages.js";

/**
 * A part of a conversation: all messages with `after < seq <= upTo`. Numbers between those of
 * messages belong to other entries, such as edits. So there is no gap between two parts if the
 * later part's `after` is not beyond the earlier part's `upTo`.
 */
export interface Part {
  /** The messages in ascending order. */
  readonly messages: readonly Message[];
  /** The entry before the part; 0 at the beginning of the conversation. */
  readonly after: number;
  /** The last entry of the part, which need not be a message. */
  readonly upTo: number;
}
