package chat.local.dev;

import java.util.regex.Pattern;

/// Sanitizes text for the log: one line, no control characters, no token.
///
/// Names, ids and error messages come from clients and functions. Such a text could move the
/// cursor, forge a line, or contain a rejected token.
final class Shown {
    private static final int CHARACTERS_MAX = 240;

    /// The Base64 encoding of `{"`, with which a JSON Web Token begins.
    private static final String TOKEN_BEGIN = "eyJ";

    private static final Pattern TOKEN =
            Pattern.compile(TOKEN_BEGIN + "[\\w-]{8,}(\\.[\\w-]*){0,2}");

    /// Also covers controls beyond ASCII, and those that change the writing direction.
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

    private Shown() {}

    /// The first line, at most 240 characters.
    static String line(String text) {
        if (isPlain(text)) {
            return text;
        }
        String first = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        String clean = CONTROL.matcher(first).replaceAll(" ").strip();
        return cut(TOKEN.matcher(clean).replaceAll("<token>"), CHARACTERS_MAX);
    }

    /// Whether the text needs no changes, as nearly every name and id.
    private static boolean isPlain(String text) {
        return text.length() <= CHARACTERS_MAX
                && text.chars().allMatch(c -> c > ' ' && c < 0x7f)
                && !text.contains(TOKEN_BEGIN);
    }

    /// The text, truncated with an ellipsis if necessary.
    ///
    /// @param characters the maximum length, at least 1
    static String cut(String text, int characters) {
        return text.length() <= characters ? text : text.substring(0, characters - 1) + "…";
    }
}
