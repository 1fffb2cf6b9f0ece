const SALT = "AAECAwQFBgcICQoLDA0ODw";
function entry(seq, from, rest) {
    const clientMessageId = `00000000-0000-4000-8000-${String(seq).padStart(12, "0")}`;
    return { seq, from, clientMessageId, sentAt: seq, salt: SALT, ...rest };
}
/** A text of Bob, or of another user. */
export function text(seq, content, from = "bob") {
    return entry(seq, from, { body: { type: "text", text: content } });
}
export function edit(seq, target, content, from = "bob") {
    return entry(seq, from, { kind: "edit", target, body: { type: "edit", text: content } });
}
export function removal(seq, target, from = "bob") {
    return entry(seq, from, { kind: "remove", target, body: { type: "remove" } });
}
export function reaction(seq, target, emoji, from = "bob") {
    return entry(seq, from, { kind: "reaction", target, body: { type: "reaction", emoji } });
}
/** A frame of entries, which follow the entry `after`. */
export function frameOf(entries, after) {
    const where = after === undefined ? {} : { after };
    return { type: "messages", peer: "bob", ...where, messages: entries };
}
//# sourceMappingURL=entries.js.map