import { codeOf } from "./errors.js";
/** An entry of kind message, as `fold` has made it. */
export function messageOf(peer, entry, fold, isChanging = false) {
    const { kind: _, target, body, salt, ...rest } = entry;
    const { edit, reactions = [], removedBy } = fold ?? {};
    const isRemoved = !body || removedBy !== undefined;
    return {
        ...rest,
        ...(isRemoved
            ? removedBy && { removedBy }
            : { body: edited(body, edit), ...(salt && { salt }) }),
        peer,
        mine: entry.from !== peer,
        ...(target && { replyTo: target }),
        forwarded: isRemoved ? 0 : (body.forwarded ?? 0),
        ...(!isRemoved && edit && { edited: { seq: edit.seq, ...(edit.at && { at: edit.at }) } }),
        reactions: isRemoved ? [] : reactions.filter(({ emoji }) => emoji !== ""),
        isChanging,
    };
}
function edited(body, edit) {
    return edit && body.type === "text" ? { ...body, text: edit.text } : body;
}
/** A message of the outbox, with the operations on it that wait, too. */
export function outgoingOf(item, text = item.body.text) {
    const { to, clientMessageId, body, createdAt, seq, target, rejected } = item;
    const status = rejected ? "failed" : seq === undefined ? "waiting" : "sent";
    return {
        peer: to,
        clientMessageId,
        body: text === undefined ? body : { ...body, text },
        createdAt,
        status,
        ...(seq !== undefined && { seq }),
        ...(target && { replyTo: target }),
        forwarded: body.forwarded ?? 0,
        ...(rejected && { rejected: { code: codeOf(rejected), message: rejected.message } }),
    };
}
export function statusOf(message, { peerDelivered, peerRead }) {
    const { seq, status = "sent" } = message;
    if (status === "failed" || seq === undefined) {
        return status;
    }
    return seq <= peerRead ? "read" : seq <= peerDelivered ? "delivered" : "sent";
}
//# sourceMappingURL=messages.js.map