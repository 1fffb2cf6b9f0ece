import type { ConversationState } from "./device/events.js";
import type { OutgoingMessage } from "./messages.js";

/**
 * Sorts conversations for the list: first pinned ones, then those with a message waiting to be
 * sent, then the others by their newest message.
 *
 * @param outgoing in the order of writing; the clock of the device may differ from the server's
 */
export function inListOrder(
  conversations: readonly ConversationState[],
  outgoing: readonly OutgoingMessage[],
): ConversationState[] {
  const waiting = new Map<string, number>();
  outgoing.forEach(({ peer, status }, index) => {
    if (status !== "failed") {
      waiting.set(peer, index);
    }
  });
  const failedAt = (peer: string) =>
    Math.max(0, ...outgoing.filter(one => one.peer === peer).map(({ createdAt }) => createdAt));
  const at = ({ lastAt, peer }: ConversationState) => lastAt ?? failedAt(peer);
  const place = ({ peer }: ConversationState) => waiting.get(peer) ?? -1;
  return [...conversations].sort(
    (a, b) => Number(b.pinned) - Number(a.pinned) || place(b) - place(a) || at(b) - at(a),
  );
}
