package chat.local.dev;

import java.util.Map;

/// The colours of a terminal, by the escape sequences every one of them knows; or none.
///
/// @param on whether text is coloured at all
public record Colours(boolean on) {
    private static final String RED = "31";
    private static final String YELLOW = "33";
    private static final String DIM = "2";

    /// Colours where they can be seen and are wanted: on a terminal that is not `dumb`, unless
    /// `NO_COLOR` is set.
    ///
    /// @param terminal whether a terminal shows what is written
    /// @see <a href="https://no-color.org">NO_COLOR</a>
    public static Colours of(boolean terminal, Map<String, String> environment) {
        boolean unwanted = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        boolean dumb = "dumb".equals(environment.get("TERM"));
        return new Colours(terminal && !unwanted && !dumb);
    }

    /// How much a line should stand out.
    enum Emphasis {
        /// What failed.
        FAILURE,
        /// What did not succeed but is nobody's fault.
        WARNING,
        /// The usual.
        NONE,
        /// What is not looked at first.
        LESS
    }

    /// The text in the colour of its emphasis.
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
