package chat.domain;

import java.text.Normalizer;

/// A user's display name: 1 to [#LENGTH_MAX] code points, at least one of them visible, without
/// control characters, in Unicode's normal form C and without white space around it.
public record Name(String value) {
    /// The maximum number of code points.
    public static final int LENGTH_MAX = 64;

    /// @throws InvalidValueException if the name is empty, too long or invisible, or has a
    ///   forbidden character
    public Name {
        value = Characters.strip(Normalizer.normalize(value, Normalizer.Form.NFC));
        int length = value.codePointCount(0, value.length());
        if (length == 0 || length > LENGTH_MAX) {
            throw new InvalidValueException("must have 1 to " + LENGTH_MAX + " characters");
        }
        if (Characters.isBlank(value)) {
            throw new InvalidValueException("must have a visible character");
        }
        if (value.codePoints().anyMatch(Name::isForbidden)) {
            throw new InvalidValueException("must be Unicode text without control characters");
        }
    }

    /// Control characters, line ends, characters that change the writing direction of the
    /// surrounding text, and lone surrogates, which have no bytes in UTF-8.
    private static boolean isForbidden(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    true;
            default -> changesDirection(codePoint);
        };
    }

    private static boolean changesDirection(int codePoint) {
        return (codePoint >= 0x202A && codePoint <= 0x202E)
                || (codePoint >= 0x2066 && codePoint <= 0x2069);
    }

    @Override
    public String toString() {
        return "Name";
    }
}
