package chat.local.dev;

import java.util.regex.Pattern;

/// Text from elsewhere, made fit to be shown: one line, no control characters, no token.
///
/// Names, ids and error messages come from clients and functions. Such a text could move the
/// cursor, fake a line, or quote the token that an authorizer did not like.
final class Shown {
    private static final int CHARACTERS_MAX = 240;

    /// Base64 of `{"`, with which a JSON Web Token begins.
    private static final String TOKEN_BEGIN = "eyJ";

    private static final Pattern TOKEN =
            Pattern.compile(TOKEN_BEGIN + "[\\w-]{8,}(\\.[\\w-]*){0,2}");

    /// Also those beyond ASCII, and those that turn the direction of writing.
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

    /// Whether there is nothing to do, as for nearly every name and id.
    private static boolean isPlain(String text) {
        return text.length() <= CHARACTERS_MAX
                && text.chars().allMatch(c -> c > ' ' && c < 0x7f)
                && !text.contains(TOKEN_BEGIN);
    }

    /// The text, or its beginning and an ellipsis.
    ///
    /// @param characters at most so many, at least 1
    static String cut(String text, int characters) {
        return text.length() <= characters ? text : text.substring(0, characters - 1) + "…";
    }
}
