/**
 * Sorts conversations for the list: pinned ones first, then those with a message that waits to be
 * sent, then by their newest message.
 *
 * @param outgoing in the order of writing; the clock of the device may differ from the server's
 */
export function inListOrder(conversations, outgoing) {
    const waiting = new Map();
    outgoing.forEach(({ peer, status }, index) => {
        if (status !== "failed") {
            waiting.set(peer, index);
        }
    });
    const failedAt = (peer) => Math.max(0, ...outgoing.filter(one => one.peer === peer).map(({ createdAt }) => createdAt));
    const at = ({ lastMessage, peer }) => lastMessage?.sentAt ?? failedAt(peer);
    const place = ({ peer }) => waiting.get(peer) ?? -1;
    return [...conversations].sort((a, b) => Number(b.pinned) - Number(a.pinned) || place(b) - place(a) || at(b) - at(a));
}
//# sourceMappingURL=list-order.js.map