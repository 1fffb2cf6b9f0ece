package chat.domain;

import java.text.Normalizer;

/// What a user is called: 1 to [#LENGTH_MAX] code points of which something can be seen, without
/// control characters, in Unicode's normal form C and without white space around it.
public record Name(String value) {
    /// Most code points of a name.
    public static final int LENGTH_MAX = 64;

    /// @throws InvalidValueException if nothing is left, too much is, or a character is not allowed
    public Name {
        value = Characters.strip(Normalizer.normalize(value, Normalizer.Form.NFC));
        int length = value.codePointCount(0, value.length());
        if (length == 0 || length > LENGTH_MAX) {
            throw new InvalidValueException("must have 1 to " + LENGTH_MAX + " characters");
        }
        if (Characters.showNothing(value)) {
            throw new InvalidValueException("must not be blank: nothing of it can be seen");
        }
        if (value.codePoints().anyMatch(Name::isForbidden)) {
            throw new InvalidValueException("must be Unicode text without control characters");
        }
    }

    /// Control characters and line ends, what turns the writing direction of the text around it,
    /// and lone surrogates, for which UTF-8 has no bytes.
    private static boolean isForbidden(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    true;
            default -> turnsDirection(codePoint);
        };
    }

    private static boolean turnsDirection(int codePoint) {
        return (codePoint >= 0x202A && codePoint <= 0x202E)
                || (codePoint >= 0x2066 && codePoint <= 0x2069);
    }

    @Override
    public String toString() {
        return "Name";
    }
}
