package chat.simulation;

import chat.domain.Body;
import chat.domain.Entry;
import chat.domain.Salt;

/// An entry as a frame contained it.
record ReceivedEntry(
        String kind, String from, String id, long sentAt, long target, Content content) {
    static final String MESSAGE = "message";
    static final String EDIT = "edit";
    static final String REMOVE = "remove";
    static final String REACTION = "reaction";

    /// What an entry says.
    sealed interface Content {
        /// A body.
        ///
        /// @param text the text, or the emoji; empty if the type has none
        record Written(String type, String text, int forwarded, String salt) implements Content {}

        /// A body that the server has erased, or the device.
        record Erased(String hash) implements Content {}
    }

    /// The entry of a `messages` frame.
    static ReceivedEntry of(Json entry) {
        return new ReceivedEntry(
                entry.has("kind") ? entry.text("kind") : MESSAGE,
                entry.text("from"),
                entry.text("clientMessageId"),
                entry.number("sentAt"),
                entry.optionalNumber("target").orElse(0),
                content(entry));
    }

    private static Content content(Json entry) {
        if (!entry.has("body")) {
            return new Content.Erased(entry.text("bodyHash"));
        }
        Json body = entry.object("body");
        String type = body.text("type");
        return type.equals("erased")
                ? new Content.Erased(body.text("hash"))
                : new Content.Written(
                        type,
                        body.textOr("text") + body.textOr("emoji"),
                        (int) body.optionalNumber("forwarded").orElse(0),
                        entry.text("salt"));
    }

    /// The entry that a stored one becomes in a frame.
    static ReceivedEntry of(Entry entry) {
        String salt = entry.salt().map(Salt::base64Url).orElse("");
        Content content =
                switch (entry.body().orElse(null)) {
                    case null -> new Content.Erased(entry.bodyHash().base64Url());
                    case Body.Text(String text, int forwarded) ->
                            new Content.Written("text", text, forwarded, salt);
                    case Body.Edit(String text) -> new Content.Written(EDIT, text, 0, salt);
                    case Body.Remove() -> new Content.Written(REMOVE, "", 0, salt);
                    case Body.Reaction(String emoji) ->
                            new Content.Written(REACTION, emoji, 0, salt);
                    case Body.Unknown(String type) ->
                            throw new Violation("the log has a body of type " + type);
                };
        return new ReceivedEntry(
                entry.kind().name(),
                entry.from().value(),
                entry.clientMessageId().value(),
                entry.sentAt().toEpochMilli(),
                entry.target(),
                content);
    }

    boolean isMessage() {
        return kind.equals(MESSAGE);
    }

    /// The text or the emoji; empty if it is erased.
    String text() {
        return content instanceof Content.Written written ? written.text() : "";
    }

    ReceivedEntry erased(DigestChain chain) {
        return new ReceivedEntry(
                kind, from, id, sentAt, target, new Content.Erased(chain.bodyHash(content)));
    }

    /// Whether both are the same entry. One of them may be erased.
    boolean isSame(ReceivedEntry other, DigestChain chain) {
        return equals(other)
                || ((isErased() || other.isErased()) && erased(chain).equals(other.erased(chain)));
    }

    private boolean isErased() {
        return content instanceof Content.Erased;
    }
}
