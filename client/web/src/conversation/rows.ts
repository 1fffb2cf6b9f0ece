import { dayOf } from "../common/times.js";

/** What decides where a message stands among its neighbours. */
export interface Neighbour {
  readonly mine: boolean;
  /** When it was sent or written, in epoch milliseconds. */
  readonly at: number;
  /** Absent before its place in the log is known. */
  readonly seq?: number | undefined;
}

/** How a message is set among its neighbours. */
export interface Setting {
  /** Whether it is the first one of its day. */
  readonly startsDay: boolean;
  /** Whether it is the first unread one. */
  readonly isNew: boolean;
  /** Whether it follows a message of the same user, without anything between them. */
  readonly joins: boolean;
  /** Whether no other message of the same user follows without anything between them. */
  readonly ends: boolean;
}

/**
 * Groups messages that one user has written in a row.
 *
 * @param newFrom the `seq` of the first unread message, if it is among them
 */
export function settingsOf(messages: readonly Neighbour[], newFrom: number | undefined): Setting[] {
  const starts = messages.map(({ mine, at, seq }, index) => {
    const before = messages[index - 1];
    const startsDay = before === undefined || dayOf(before.at) !== dayOf(at);
    const isNew = newFrom !== undefined && seq === newFrom;
    return { startsDay, isNew, joins: !startsDay && !isNew && before?.mine === mine };
  });
  return starts.map((start, index) => ({ ...start, ends: !starts[index + 1]?.joins }));
}
