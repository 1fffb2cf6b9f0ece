import { type Log, positionOf, startOf } from "./logs.js";

const FRAME_ENTRIES = 3;
const CATCH_UP_FRAMES = 3;

/** The last entry that a device holds of each conversation. */
export type Cursors = Readonly<Record<string, number>>;

/** A device, and when the server first saw it. */
interface Who {
  readonly user: string;
  readonly device: string;
  readonly firstSeen: number;
}

/**
 * The frames of a catch-up, and what its end says.
 *
 * @param since rows that have not moved since then are left out
 */
export function catchUp(
  logs: readonly Log[],
  { user, device, firstSeen }: Who,
  cursors: Cursors,
  since: number,
): { frames: object[]; more: boolean; conversations: object[] } {
  const frames: object[] = [];
  let more = false;
  const conversations: object[] = [];
  for (const log of logs) {
    const [peer] = [...log.rows.keys()].filter(name => name !== user);
    const row = log.rows.get(user);
    if (!row || !peer || (row.movedAt < since && cursors[peer] === undefined)) {
      continue;
    }
    const after = cursors[peer] ?? row.cursors.get(device) ?? startOf(log, row, firstSeen);
    for (let next = after; next < log.entries.length && !more; next += FRAME_ENTRIES) {
      const messages = log.entries.slice(next, next + FRAME_ENTRIES);
      const digest = log.digests[next + messages.length - 1];
      more = frames.length === CATCH_UP_FRAMES;
      if (!more) {
        frames.push({ type: "messages", peer, after, messages, digest });
      }
    }
    conversations.push(positionOf(log, peer, row, device));
  }
  return { frames, more, conversations };
}
