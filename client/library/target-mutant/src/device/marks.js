/** The ack of an empty log. */
export const NOTHING = { delivered: 0, read: 0 };
/** Whether a server that has `known` needs no ack of `mark`. */
export function covers(known, mark) {
    return known.delivered >= mark.delivered && known.read >= mark.read;
}
/** The greater numbers of two acks. */
export function furthest(a, b) {
    return {
        delivered: Math.max(a.delivered, b.delivered),
        read: Math.max(a.read, b.read),
    };
}
/** The content of an ack of a conversation now. */
export function markOf({ held, read }) {
    return { delivered: held, read: Math.min(read, held) };
}
/** Whether an ack is due: for entries of the peer, or because the user has read more. */
export function needsAck(record) {
    const { acked, lastOfPeer } = record;
    return lastOfPeer > acked.delivered || markOf(record).read > acked.read;
}
/** Whether an ack may have been lost. */
export function isUnconfirmed({ acked, confirmed }) {
    return !covers(confirmed, acked);
}
//# sourceMappingURL=marks.js.map