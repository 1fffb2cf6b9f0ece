import { isMessage } from "./protocol/content.js";
/** Reads one message from the server. */
export async function islandOf(calls, peer, seq) {
    const before = seq + 1;
    const page = await calls.request({ action: "history", peer, before, limit: 1, fold: true });
    const entry = page.messages.find(one => one.seq === seq && isMessage(one));
    const { edit, reactions = [] } = page.state?.find(one => one.seq === seq) ?? {};
    const { removedBy } = entry ?? {};
    const fold = {
        target: seq,
        ...(edit && { edit: editOf(edit) }),
        ...(removedBy && { removedBy }),
        reactions,
    };
    return { entry, fold };
}
function editOf({ seq, at, body }) {
    return { seq, ...(at !== undefined && { at }), text: body.text ?? "" };
}
//# sourceMappingURL=island.js.map