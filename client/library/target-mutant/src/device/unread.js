/** The messages of the peer that the user has not read: held ones, and by the server's list others. */
export function unreadCount({ base, listed, read, unread }) {
    const { lastSeq, unread: all } = listed ?? { lastSeq: 0, unread: 0 };
    const mostBelow = Math.max(0, (base ?? lastSeq) - read);
    const below = Math.min(mostBelow, Math.max(0, all - countUpTo(unread, lastSeq)));
    return countUpTo(unread, Infinity) + below;
}
/** How many unread messages there are up to a `seq`. */
function countUpTo(unread, end) {
    return unread.reduce((sum, [first, last]) => sum + Math.max(0, Math.min(last, end) - first + 1), 0);
}
/** The messages that are still unread once the user has read up to a `seq`. */
export function readUpTo(unread, read) {
    return unread
        .map(([first, last]) => [Math.max(first, read + 1), last])
        .filter(([first, last]) => first <= last);
}
/** Adds a `seq` that is beyond all runs. */
export function add(runs, seq) {
    const last = runs.at(-1);
    if (last && last[1] === seq - 1) {
        runs[runs.length - 1] = [last[0], seq];
    }
    else {
        runs.push([seq, seq]);
    }
}
//# sourceMappingURL=unread.js.map