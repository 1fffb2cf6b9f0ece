package chat.local.dev;

import chat.local.gateway.Access;

import java.time.Duration;
import java.util.Locale;

/// A line of the request log: columns of fixed width, then what there is to say.
///
/// @param event such as `message`
/// @param subject a route or a function
/// @param caller its connection is shown by the id's beginning; either part may be empty
/// @param outcome a status or a word
/// @param remark why it failed, or what else matters; may be empty
record RequestLine(
        String event,
        String subject,
        Access.Caller caller,
        String outcome,
        Duration took,
        Access.Size size,
        String remark) {
    private static final String FORMAT = "%-10s  %-18s  %-6s  %-12s  %-9s  %9s  %8s  %8s  %s";

    /// The titles of the columns.
    static final String TITLES =
            FORMAT.formatted(
                            "event",
                            "route, function",
                            "conn.",
                            "principal",
                            "outcome",
                            "ms",
                            "in",
                            "out",
                            "")
                    .strip();

    /// The line without its time.
    String text() {
        return FORMAT.formatted(
                        event,
                        column(subject, 18),
                        beginning(caller.connectionId()),
                        column(caller.principalId().orElse(""), 12),
                        column(outcome, 9),
                        milliseconds(took),
                        bytes(size.in()),
                        bytes(size.out()),
                        Shown.line(remark))
                .stripTrailing();
    }

    private static String column(String text, int width) {
        return Shown.cut(Shown.line(text), width);
    }

    /// Six of sixteen characters: enough to tell the connections on one machine apart.
    private static String beginning(String id) {
        String shown = Shown.line(id);
        return shown.substring(0, Math.min(6, shown.length()));
    }

    private static String milliseconds(Duration took) {
        return String.format(Locale.ROOT, "%.1f", took.toNanos() / 1e6);
    }

    private static String bytes(int bytes) {
        if (bytes == 0) {
            return "";
        }
        return bytes < 1024 ? bytes + " B" : String.format(Locale.ROOT, "%.1f KB", bytes / 1024.0);
    }
}
