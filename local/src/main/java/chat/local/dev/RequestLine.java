package chat.local.dev;

import chat.local.gateway.Access;

import java.time.Duration;

/// A line of the request log: columns of fixed width, then a remark.
///
/// @param event such as `message`
/// @param subject a route or a function
/// @param caller the connection, shown by the start of its id, and the user; either may be empty
/// @param outcome a status or a word
/// @param remark the reason of a failure, or other details; may be empty
record RequestLine(
        String event,
        String subject,
        Access.Caller caller,
        String outcome,
        Duration took,
        Access.Size size,
        String remark) {
    private static final int[] WIDTHS = {10, 18, 6, 12, 9};
    private static final int GAP = 2;

    /// The titles of the columns.
    static final String TITLES =
            columns("event", "route, function", "conn.", "principal", "outcome")
                    .append(right("ms", 9))
                    .append(right("in", 10))
                    .append(right("out", 10))
                    .toString();

    /// The line without the time.
    ///
    /// Built by hand: a formatter would cost as much as the rest of a small request.
    String text() {
        return columns(
                        event,
                        Shown.line(subject),
                        beginning(caller.connectionId()),
                        Shown.line(caller.principalId().orElse("")),
                        outcome)
                .append(right(milliseconds(took), 9))
                .append(right(bytes(size.in()), 10))
                .append(right(bytes(size.out()), 10))
                .append("  ")
                .append(Shown.line(remark))
                .toString()
                .stripTrailing();
    }

    private static StringBuilder columns(String... texts) {
        var line = new StringBuilder(160);
        for (int i = 0; i < texts.length; i++) {
            String text = Shown.cut(texts[i], WIDTHS[i]);
            line.append(text).repeat(' ', WIDTHS[i] - text.length() + GAP);
        }
        return line;
    }

    private static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    /// Six of sixteen characters, enough to distinguish the connections on one machine.
    private static String beginning(String id) {
        String shown = Shown.line(id);
        return shown.substring(0, Math.min(WIDTHS[2], shown.length()));
    }

    private static String milliseconds(Duration took) {
        return tenths(Math.round(took.toNanos() / 1e5));
    }

    private static String bytes(int bytes) {
        if (bytes == 0) {
            return "";
        }
        return bytes < 1024 ? bytes + " B" : tenths(Math.round(bytes / 102.4)) + " KB";
    }

    private static String tenths(long tenths) {
        return tenths / 10 + "." + tenths % 10;
    }
}
