package chat.local.meter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// The table of `docs/scale.md`: what a rate of messages asks of each quota.
final class ScaleTables {
    /// 1.5 billion messages a day, rounded up, and five times as many.
    private static final int AVERAGE = 18_000;

    private static final int PEAK = 5 * AVERAGE;

    /// A user connects ten times for five messages: an assumption of `docs/cost.md`.
    private static final int CONNECTS_PER_MESSAGE = 2;

    /// Of the frames out of a message, one is the answer to `sendMessage`; the others are
    /// callbacks.
    private static final int ANSWERS = 1;

    /// Frames of a connection in terms of the account's quota: `$connect`, `$disconnect`, and the
    /// callback with `caughtUp`.
    private static final int REQUESTS_PER_CONNECT = 3;

    /// Seconds that the invocations of a message and of a connection run, as assumed there.
    private static final double MESSAGE_SECONDS = 0.040;

    private static final double CONNECT_SECONDS = 0.110;

    /// Writes of a message in Conversations; of a connection in Connections (put, seen open,
    /// removed) and in Users.
    private static final int ROW_WRITES = 4;

    private static final int CONNECTION_WRITES = 3;
    private static final int USER_WRITES = 2;

    /// Invocations a second that Lambda grants for each concurrent execution of the quota.
    private static final int INVOCATIONS_PER_EXECUTION = 10;

    private final Usage message;
    private final Usage connect;

    /// @param architecture the document with the meter's figures
    ScaleTables(String architecture) {
        message = Usage.of(architecture, "a message, delivered and read in one frame");
        connect =
                Usage.of(architecture, "connect with nothing new and disconnect, 10 conversations");
    }

    /// What one message a second, with its connects, asks of a quota.
    ///
    /// @param quota the default
    private record Demand(String name, double perMessage, int quota) {
        String row() {
            return String.format(
                    Locale.ROOT,
                    "| %s | %,d | %,.0f | %,.0f | %,.0f | %,.0f |",
                    name,
                    quota,
                    quota / perMessage,
                    AVERAGE * perMessage,
                    PEAK * perMessage,
                    Math.ceil(PEAK * perMessage / quota));
        }
    }

    Map<String, List<String>> all() {
        double c = CONNECTS_PER_MESSAGE;
        var demands =
                List.of(
                        new Demand("new connections a second", c, 500),
                        new Demand(
                                "API Gateway requests a second, with callbacks",
                                message.messages() - ANSWERS + REQUESTS_PER_CONNECT * c,
                                10_000),
                        new Demand(
                                "Lambda concurrency, by its rate",
                                (message.invocations() + connect.invocations() * c)
                                        / INVOCATIONS_PER_EXECUTION,
                                1_000),
                        new Demand(
                                "Lambda concurrency, by duration",
                                MESSAGE_SECONDS + CONNECT_SECONDS * c,
                                1_000),
                        new Demand("Messages: writes a second", 1, 40_000),
                        new Demand("Conversations: writes a second", ROW_WRITES, 40_000),
                        new Demand("Connections: writes a second", CONNECTION_WRITES * c, 40_000),
                        new Demand("Users: writes a second", USER_WRITES * c, 40_000));
        var head =
                Stream.of(
                        "| quota | default | messages/s at the default | needed at 18,000/s | at"
                                + " 90,000/s | times the default |",
                        "|---|--:|--:|--:|--:|--:|");
        var tables = new LinkedHashMap<String, List<String>>();
        tables.put("quotas", Stream.concat(head, demands.stream().map(Demand::row)).toList());
        return tables;
    }
}
