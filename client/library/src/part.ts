import type { Message } from "./messages.js";

/**
 * A part of a conversation: all messages with `after < seq <= upTo`. Numbers between those of messages
 * are of entries that are no messages, such as edits. So two parts have no gap between them if the
 * later one's `after` is not beyond the earlier one's `upTo`.
 */
export interface Part {
  /** Ascending. */
  readonly messages: readonly Message[];
  /** The entry that the part follows; 0 for the beginning of the conversation. */
  readonly after: number;
  /** The last entry of the part, which may be no message. */
  readonly upTo: number;
}
