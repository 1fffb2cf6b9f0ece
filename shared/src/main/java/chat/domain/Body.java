package chat.domain;

import java.nio.charset.StandardCharsets;
import java.text.BreakIterator;
import java.util.Locale;

/// The content of a log entry.
public sealed interface Body {
    /// 4 KiB: even if JSON escaping turns each byte into six, a frame stays under API Gateway's 32
    /// KB.
    int BYTES_MAX = 4 * 1024;

    /// A body that a user may send.
    sealed interface Content extends Body {
        /// The kind of the entry that has this body.
        default EntryKind kind() {
            return switch (this) {
                case Text _ -> EntryKind.MESSAGE;
                case Edit _ -> EntryKind.EDIT;
                case Remove _ -> EntryKind.REMOVE;
                case Reaction _ -> EntryKind.REACTION;
            };
        }

        /// The hash of the body, salted.
        ///
        /// @return SHA-256 of the salt's 16 bytes, the type as a text, and the content: of a text
        ///   or an edit the text; then, only of a forwarded text, the number; of a reaction the
        ///   emoji as a text
        default Hash hash(Salt salt) {
            var hashes = new Hashes().bytes(salt.bytes()).text(type());
            return switch (this) {
                case Text(String text, int forwarded) when forwarded > 0 ->
                        hashes.text(text).number(forwarded).hash();
                case Text(String text, int _) -> hashes.text(text).hash();
                case Edit(String text) -> hashes.text(text).hash();
                case Remove() -> hashes.hash();
                case Reaction(String emoji) -> hashes.text(emoji).hash();
            };
        }
    }

    /// The type's name, on the wire and in the table.
    String type();

    /// A text of at most [#BYTES_MAX] bytes of UTF-8 with at least one visible character.
    ///
    /// @param forwarded how often it was forwarded, 0 to [#FORWARDED_MAX]
    record Text(String text, int forwarded) implements Content {
        /// The name of this type.
        public static final String TYPE = "text";

        /// Also represents any larger number, which clients need not distinguish.
        public static final int FORWARDED_MAX = 1_000;

        /// @throws InvalidValueException if the text has no visible character or is not Unicode
        /// @throws TooLargeException if the text is longer than [#BYTES_MAX]
        public Text {
            check(text);
            if (forwarded < 0 || forwarded > FORWARDED_MAX) {
                throw new InvalidValueException("must be from 0 to " + FORWARDED_MAX);
            }
        }

        /// A text that its sender wrote.
        public Text(String text) {
            this(text, 0);
        }

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public String toString() {
            return "Text[" + text.length() + " characters]";
        }
    }

    /// The new text of a message of the same sender, with the rules of [Text].
    record Edit(String text) implements Content {
        /// The name of this type.
        public static final String TYPE = "edit";

        /// @throws InvalidValueException if the text has no visible character or is not Unicode
        /// @throws TooLargeException if the text is longer than [#BYTES_MAX]
        public Edit {
            check(text);
        }

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public String toString() {
            return "Edit[" + text.length() + " characters]";
        }
    }

    /// Removes a message of the same sender for both members.
    record Remove() implements Content {
        /// The name of this type.
        public static final String TYPE = "remove";

        @Override
        public String type() {
            return TYPE;
        }
    }

    /// A member's reaction to a message. It replaces the member's earlier one.
    ///
    /// @param emoji one emoji; empty to withdraw the reaction
    record Reaction(String emoji) implements Content {
        /// The name of this type.
        public static final String TYPE = "reaction";

        /// A family of four with skin tones has 41 bytes.
        public static final int BYTES_MAX = 64;

        private static final int KEYCAP = 0x20E3;

        /// @throws InvalidValueException if the text is neither empty nor one emoji
        public Reaction {
            if (!emoji.isEmpty() && !isEmoji(emoji)) {
                throw new InvalidValueException("must be one emoji, or empty");
            }
        }

        private static boolean isEmoji(String text) {
            if (text.length() > BYTES_MAX
                    || !StandardCharsets.UTF_8.newEncoder().canEncode(text)
                    || text.getBytes(StandardCharsets.UTF_8).length > BYTES_MAX) {
                return false;
            }
            var characters = BreakIterator.getCharacterInstance(Locale.ROOT);
            characters.setText(text);
            return characters.next() == text.length()
                    && text.codePoints().anyMatch(Reaction::makesAnEmoji);
        }

        /// Digits are emoji to Unicode only before a keycap.
        private static boolean makesAnEmoji(int c) {
            return Character.isEmojiPresentation(c)
                    || Character.isExtendedPictographic(c)
                    || c == KEYCAP;
        }

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public String toString() {
            return emoji.isEmpty() ? "Reaction[taken back]" : "Reaction[]";
        }
    }

    /// A body written by a newer version of the system. This version cannot show its content, but
    /// keeps the entry's place in the log.
    record Unknown(String type) implements Body {}

    private static void check(String text) {
        if (Characters.isBlank(text)) {
            throw new InvalidValueException("must not be blank");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new InvalidValueException("must be Unicode text, without lone surrogates");
        }
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > BYTES_MAX) {
            throw new TooLargeException("has " + bytes + " bytes of UTF-8, more than " + BYTES_MAX);
        }
    }
}
