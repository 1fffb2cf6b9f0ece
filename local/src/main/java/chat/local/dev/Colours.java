package chat.local.dev;

import java.util.Map;

/// Colours a text with escape sequences that all terminals support, or does nothing.
///
/// @param on whether to use colours
public record Colours(boolean on) {
    private static final String RED = "31";
    private static final String YELLOW = "33";
    private static final String DIM = "2";

    /// Uses colours on a terminal that is not `dumb`, unless `NO_COLOR` is set.
    ///
    /// @param terminal whether the output is a terminal
    /// @see <a href="https://no-color.org">NO_COLOR</a>
    public static Colours of(boolean terminal, Map<String, String> environment) {
        boolean unwanted = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        boolean dumb = "dumb".equals(environment.get("TERM"));
        return new Colours(terminal && !unwanted && !dumb);
    }

    /// The emphasis of a line.
    enum Emphasis {
        /// A failure.
        FAILURE,
        /// An unsuccessful request that is not an error.
        WARNING,
        /// A normal line.
        NONE,
        /// A less important line.
        LESS
    }

    /// The text with the colour of its emphasis.
    String paint(Emphasis emphasis, String text) {
        return switch (emphasis) {
            case FAILURE -> in(RED, text);
            case WARNING -> in(YELLOW, text);
            case NONE -> text;
            case LESS -> in(DIM, text);
        };
    }

    private String in(String code, String text) {
        return on && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
