import { dayOf } from "../common/times.js";

/** The data of a message that determines its grouping. */
export interface Neighbour {
  readonly mine: boolean;
  /** When it was sent or written, in epoch milliseconds. */
  readonly at: number;
  /** Absent until its place in the log is known. */
  readonly seq?: number | undefined;
}

/** The grouping of a message among its neighbours. */
export interface Setting {
  /** Whether it is the first message of its day. */
  readonly startsDay: boolean;
  /** Whether it is the first unread message. */
  readonly isNew: boolean;
  /** Whether it directly follows a message of the same user. */
  readonly joins: boolean;
  /** Whether no message of the same user directly follows it. */
  readonly ends: boolean;
}

/**
 * Groups consecutive messages of a user.
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
