package chat.local.dev;

import java.util.regex.Pattern;

/// Text from elsewhere, made fit to be shown: one line, no control characters, no token.
///
/// Names, ids and error messages come from clients and functions. Such a text could move the
/// cursor, fake a line, or quote the token that an authorizer did not like.
final class Shown {
    private static final int CHARACTERS_MAX = 240;

    /// A JSON Web Token: base64 of `{"`, then up to two more parts.
    private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]{8,}(\\.[\\w-]*){0,2}");

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    private Shown() {}

    /// The first line, at most 240 characters.
    static String line(String text) {
        String first = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        String clean = CONTROL.matcher(first).replaceAll(" ").strip();
        return cut(TOKEN.matcher(clean).replaceAll("<token>"), CHARACTERS_MAX);
    }

    /// The text, or its beginning and an ellipsis.
    ///
    /// @param characters at most so many, at least 1
    static String cut(String text, int characters) {
        return text.length() <= characters ? text : text.substring(0, characters - 1) + "…";
    }
}
