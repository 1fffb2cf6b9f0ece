/** Whether an entry is a message. Other kinds are not counted as unread. */
export function isMessage({ kind = "message" }) {
    return kind === "message";
}
/** What to show of an entry. */
export function contentOf(entry) {
    const { body } = entry;
    if (!isMessage(entry)) {
        return { type: "unknown" };
    }
    if (!body) {
        return { type: "removed" };
    }
    return body.type === "text" && body.text !== undefined
        ? { type: "text", text: body.text }
        : { type: "unknown" };
}
//# sourceMappingURL=content.js.map