package chat.domain;

import java.nio.charset.StandardCharsets;

/// What a message says.
public sealed interface Body {
    /// 4 KiB: even if JSON escapes each byte to six, a frame stays under API Gateway's 32 KB.
    int BYTES_MAX = 4 * 1024;

    /// A text: not blank, at most [#BYTES_MAX] bytes of UTF-8. Blank is a text of which nothing can
    /// be seen.
    record Text(String text) implements Body {
        /// @throws InvalidValueException if nothing of the text can be seen, or it is not Unicode
        public Text {
            if (Characters.showNothing(text)) {
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
        public String toString() {
            return "Text[" + text.length() + " characters]";
        }
    }

    /// The bytes that go into the body's hash: the type's name, then the content.
    ///
    /// @return SHA-256 of the salt's 16 bytes, the type as a text, the content as a text
    default Hash hash(Salt salt) {
        return switch (this) {
            case Text(String text) ->
                    new Hashes().bytes(salt.bytes()).text("text").text(text).hash();
        };
    }
}
