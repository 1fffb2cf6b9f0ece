package chat.search;

import chat.domain.Body;
import chat.domain.ConversationId;
import chat.domain.Entry;
import chat.port.MessageLog;

import java.util.Optional;
import java.util.OptionalLong;

/// Reads the texts of messages as users see them now: as last edited, and none if removed.
final class CurrentTexts {
    private final MessageLog log;

    CurrentTexts(MessageLog log) {
        this.log = log;
    }

    /// The current text of the message with this number; empty if it is no message or has no text.
    /// Strongly consistent.
    Optional<Text> of(ConversationId conversation, long seq) {
        return log.current(conversation, seq).flatMap(entry -> of(conversation, entry));
    }

    /// The current text of a message that was just read.
    ///
    /// An edit without a text was erased after the message was read, so the message is removed.
    Optional<Text> of(ConversationId conversation, Entry entry) {
        if (!entry.kind().isMessage() || entry.fold().isRemoved()) {
            return Optional.empty();
        }
        OptionalLong edit = entry.fold().textFrom();
        Optional<Body> body =
                edit.isEmpty()
                        ? entry.body()
                        : log.current(conversation, edit.getAsLong()).flatMap(Entry::body);
        return body.flatMap(CurrentTexts::text).map(text -> new Text(entry, text));
    }

    static Optional<String> text(Body body) {
        return switch (body) {
            case Body.Text text -> Optional.of(text.text());
            case Body.Edit(String text) -> Optional.of(text);
            case Body.Remove _, Body.Reaction _, Body.Unknown _ -> Optional.empty();
        };
    }

    /// A message and its current text.
    record Text(Entry message, String text) {
        @Override
        public String toString() {
            return "Text[" + message.seq() + "]";
        }
    }
}
