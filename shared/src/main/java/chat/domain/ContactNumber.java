package chat.domain;

import java.util.regex.Pattern;

/// A telephone number in the form of E.164: `+`, then 7 to 15 digits, the first not 0. Spaces,
/// hyphens, dots and parentheses are taken out; nothing is guessed, so a number without its country
/// code is none.
///
/// @see <a href="https://www.itu.int/rec/T-REC-E.164">E.164</a>
public record ContactNumber(String value) {
    private static final Pattern SEPARATORS = Pattern.compile("[ \\-.()\\u00A0]");
    private static final Pattern FORM = Pattern.compile("\\+[1-9][0-9]{6,14}");

    /// Bounds what is looked at: 16 characters and as many separators as people write.
    private static final int LENGTH_MAX = 40;

    /// @throws InvalidValueException if the value has another form
    public ContactNumber {
        if (value.length() <= LENGTH_MAX) {
            value = SEPARATORS.matcher(value).replaceAll("");
        }
        if (!FORM.matcher(value).matches()) {
            throw new InvalidValueException("must be + and 7 to 15 digits, country code first");
        }
    }

    /// Says nothing: a contact number must not get into a log.
    @Override
    public String toString() {
        return "ContactNumber";
    }
}
