package chat.domain;

import java.util.regex.Pattern;

/// A telephone number in the form of E.164: `+`, then 7 to 15 digits, the first not 0.
///
/// Accepts the usual notations: full-width characters count as ASCII, `00` at the start as `+`;
/// white space, invisible marks, hyphens, dots, slashes and parentheses are removed. Nothing is
/// guessed: a number without its country code is invalid, and so is one with `(0)`, which is
/// dialled in some countries and not in others.
///
/// @see <a href="https://www.itu.int/rec/T-REC-E.164">E.164</a>
public record ContactNumber(String value) {
    private static final Pattern TRUNK_PREFIX = Pattern.compile("\\(0\\)");
    private static final Pattern SEPARATORS = Pattern.compile("[-.()/\\u2010-\\u2015\\u2212]");
    private static final Pattern INTERNATIONAL_PREFIX = Pattern.compile("^00");
    private static final Pattern FORM = Pattern.compile("\\+[1-9][0-9]{6,14}");

    /// The maximum input length: 16 characters and the separators that people type.
    private static final int LENGTH_MAX = 40;

    /// @throws InvalidValueException if the value is not such a number
    public ContactNumber {
        if (value.length() <= LENGTH_MAX) {
            String shown = shown(value);
            if (TRUNK_PREFIX.matcher(shown).find()) {
                throw new InvalidValueException(
                        "must not have (0): leave it out, or write the 0 if it is dialled from"
                                + " abroad");
            }
            String signs = SEPARATORS.matcher(shown).replaceAll("");
            value = INTERNATIONAL_PREFIX.matcher(signs).replaceFirst("+");
        }
        if (!FORM.matcher(value).matches()) {
            throw new InvalidValueException("must be + and 7 to 15 digits, country code first");
        }
    }

    /// The visible characters, with full-width ones as ASCII.
    private static String shown(String written) {
        var shown = new StringBuilder();
        written.codePoints()
                .filter(c -> !Characters.isSpace(c) && !Characters.isInvisible(c))
                .map(c -> c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c)
                .forEach(shown::appendCodePoint);
        return shown.toString();
    }

    /// Hides the number, which must not appear in a log.
    @Override
    public String toString() {
        return "ContactNumber";
    }
}
