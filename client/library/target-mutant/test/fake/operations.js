import { bodyHashOf } from "../../src/protocol/chain.js";
const KINDS = ["edit", "remove", "reaction"];
/** The kind and the target of the entry that a frame becomes. */
export function kindOf({ body, target }) {
    const { type } = body;
    return { ...(KINDS.includes(type) && { kind: type }), ...(target && { target }) };
}
/** Why the server refuses an operation; nothing if it takes it. */
export function refusal(entries, user, frame) {
    const { kind, target = 0 } = kindOf(frame);
    const entry = entries[target - 1];
    if (kind === undefined) {
        return undefined;
    }
    if (!entry || entry.kind !== undefined || !entry.body) {
        return "targetGone";
    }
    return kind !== "reaction" && entry.from !== user ? "invalidField" : undefined;
}
/** Deletes the texts of a message that is removed now. */
export function erase(entries, operation) {
    const { kind, target = 0, seq } = operation;
    if (kind !== "remove") {
        return;
    }
    const message = entries[target - 1];
    const { body: _, salt: __, ...rest } = message;
    entries[target - 1] = { ...rest, bodyHash: bodyHashOf(message), removedBy: seq };
    entries.forEach((edit, index) => {
        if (edit.kind === "edit" && edit.target === target) {
            const { salt: ___, ...kept } = edit;
            entries[index] = { ...kept, body: { type: "erased", hash: bodyHashOf(edit) } };
        }
    });
}
/** The messages of a log, from its first entry on: one step for each entry, in order. */
export function shownBy(written) {
    const shown = new Map();
    for (const { seq, from, kind, target = 0, body } of written) {
        const message = shown.get(target);
        if (kind === undefined) {
            const replyTo = target || undefined;
            const text = body?.text;
            shown.set(seq, { seq, from, text, replyTo, editedBy: undefined, reactions: {} });
        }
        else if (message?.text !== undefined) {
            shown.set(target, { ...message, ...changed(message, seq, from, body) });
        }
    }
    return [...shown.values()];
}
function changed({ reactions }, seq, from, body) {
    switch (body.type) {
        case "edit":
            return { text: body.text, editedBy: seq };
        case "remove":
            return { text: undefined, editedBy: undefined, reactions: {} };
        default: {
            const { [from]: _, ...others } = reactions;
            return { reactions: body.emoji ? { ...others, [from]: body.emoji } : others };
        }
    }
}
/** The `state` of some entries: what a device needs of those that are far from the end. */
export function stateOf(entries, written) {
    return shownBy(written)
        .filter(({ seq }) => entries.some(entry => entry.seq === seq))
        .filter(({ editedBy, reactions }) => editedBy || Object.keys(reactions).length > 0)
        .map(({ seq, editedBy, text, reactions }) => ({
        seq,
        ...(editedBy && { edit: { seq: editedBy, body: { type: "edit", text } } }),
        reactions: Object.entries(reactions).map(([from, emoji]) => ({
            from,
            emoji,
            seq: lastReaction(written, seq, from),
        })),
    }));
}
function lastReaction(written, target, from) {
    const all = written.filter(entry => entry.kind === "reaction" && entry.target === target && entry.from === from);
    return all.at(-1)?.seq;
}
//# sourceMappingURL=operations.js.map