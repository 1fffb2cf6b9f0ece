package chat.domain;

import java.nio.charset.StandardCharsets;

/// The content of a log entry.
public sealed interface Body {
    /// 4 KiB: even if JSON escaping turns each byte into six, a frame stays under API Gateway's 32
    /// KB.
    int BYTES_MAX = 4 * 1024;

    /// A body that a user may send.
    sealed interface Content extends Body {
        /// The hash of the body, salted.
        ///
        /// @return SHA-256 of the salt's 16 bytes, the type as a text, the content as a text
        default Hash hash(Salt salt) {
            return switch (this) {
                case Text(String text) ->
                        new Hashes().bytes(salt.bytes()).text(type()).text(text).hash();
            };
        }
    }

    /// The type's name, on the wire and in the table.
    String type();

    /// A text of at most [#BYTES_MAX] bytes of UTF-8 with at least one visible character.
    record Text(String text) implements Content {
        /// The name of this type.
        public static final String TYPE = "text";

        /// @throws InvalidValueException if the text has no visible character or is not Unicode
        /// @throws TooLargeException if the text is longer than [#BYTES_MAX]
        public Text {
            if (Characters.isBlank(text)) {
                throw new InvalidValueException("must not be blank");
            }
            if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
                throw new InvalidValueException("must be Unicode text, without lone surrogates");
            }
            int bytes = text.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > BYTES_MAX) {
                throw new TooLargeException(
                        "has " + bytes + " bytes of UTF-8, more than " + BYTES_MAX);
            }
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

    /// A body written by a newer version of the system. This version cannot show its content, but
    /// keeps the entry's place in the log.
    record Unknown(String type) implements Body {}
}
