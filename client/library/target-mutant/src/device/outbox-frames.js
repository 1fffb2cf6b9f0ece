import { isOperation } from "../protocol/fold.js";
/** The frame that sends an item. */
export function frameOf(item, replica, requestId) {
    const { body, clientMessageId, target, to } = item;
    return {
        action: "sendMessage",
        requestId,
        to,
        clientMessageId,
        ...positionOf(item, replica),
        ...(target !== undefined && { target }),
        body,
    };
}
/** Where an item is in the log, or after which entry it must be. */
function positionOf({ firstAfter = 0, seq }, { base = Infinity, held }) {
    return seq === undefined ? { after: base <= firstAfter ? held : firstAfter } : { seq };
}
/** The entry of an accepted item; undefined if the frame does not have all of it. */
export function entryOf({ body, clientMessageId, target }, { salt, sentAt, seq }, from) {
    const { type: kind } = body;
    const what = { ...(isOperation(kind) && { kind }), ...(target !== undefined && { target }) };
    return salt === undefined
        ? undefined
        : { seq, ...what, from, clientMessageId, sentAt, body, salt };
}
//# sourceMappingURL=outbox-frames.js.map