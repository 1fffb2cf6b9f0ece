package chat.domain;

import java.nio.charset.StandardCharsets;
import java.text.BreakIterator;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// The last message of a conversation, shortened for a list.
///
/// @param text at most [#BYTES_MAX] bytes of UTF-8; empty if the message is removed
/// @param version the [Fold#textVersion] that the text is from
public record Preview(long seq, UserId from, String text, Instant sentAt, long version) {
    /// The size limit. It keeps a conversation's row under 1 KB.
    public static final int BYTES_MAX = 160;

    /// Shortens a message as its sender wrote it. It cuts between characters as a reader sees them.
    public static Preview of(Entry message) {
        return new Preview(
                message.seq(), message.from(), text(message.body()), message.sentAt(), 0);
    }

    /// Shortens a message after all operations on it.
    ///
    /// @param body of the edit that has the text, see [Fold#textFrom]; of the message if there is
    ///   none; empty if it is erased
    public static Preview folded(Entry message, Optional<Body> body) {
        return new Preview(
                message.seq(),
                message.from(),
                text(body),
                message.sentAt(),
                message.fold().textVersion());
    }

    /// Whether this preview is of a later message than the other, or of a later text of the same.
    public boolean isAfter(Preview other) {
        return seq > other.seq || (seq == other.seq && version > other.version);
    }

    /// The text of a preview.
    public static String shortened(Body.Text text) {
        return shorten(text.text());
    }

    private static String text(Optional<Body> body) {
        return switch (body.orElse(null)) {
            case Body.Text text -> shortened(text);
            case Body.Edit(String full) -> shorten(full);
            case Body.Remove() -> "";
            case Body.Reaction _ -> "";
            case Body.Unknown _ -> "";
            case null -> "";
        };
    }

    @Override
    public String toString() {
        return "Preview[" + seq + "]";
    }

    private static String shorten(String text) {
        if (bytes(text) <= BYTES_MAX) {
            return text;
        }
        var characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text);
        int end = 0;
        for (int next = characters.next(); fits(text, next); next = characters.next()) {
            end = next;
        }
        return end > 0 ? text.substring(0, end) : shortenWithin(text);
    }

    /// Shortens a text whose first character alone is too large, such as a letter with a hundred
    /// combining marks. It cuts between code points.
    private static String shortenWithin(String text) {
        int end = 0;
        for (int next = text.offsetByCodePoints(0, 1);
                fits(text, next);
                next = text.offsetByCodePoints(next, 1)) {
            end = next;
        }
        return text.substring(0, end);
    }

    private static boolean fits(String text, int end) {
        return end != BreakIterator.DONE && bytes(text.substring(0, end)) <= BYTES_MAX;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
