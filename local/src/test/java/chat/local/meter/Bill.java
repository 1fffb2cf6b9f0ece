package chat.local.meter;

import java.util.LinkedHashMap;
import java.util.Map;

/// What AWS charges for an action, by part, at the list prices of us-east-1.
///
/// The messages, invocations and units are those of the meter. Sizes and durations are assumptions,
/// which `docs/cost.md` names.
final class Bill {
    /// Dollars per GB-second on arm64, the first tier.
    static final double GB_SECOND = 0.0000133334;

    /// Dollars per GB of logs, by class.
    static final double LOGS_STANDARD = 0.50;

    static final double LOGS_INFREQUENT = 0.25;

    /// Dollars per GB from AWS to the internet, the first tier.
    static final double TRANSFER = 0.09;

    /// Dollars per minute of an open socket.
    static final double CONNECTION_MINUTE = 0.25e-6;

    /// Dollars per GB and month in a table, and in its backup.
    static final double STORAGE = 0.25;

    static final double BACKUP = 0.20;

    private static final double GB = 1e9;

    /// Bytes of a log line: of a function, of Lambda (start and report together), of the gateway;
    /// and what CloudWatch adds to each.
    private static final int FUNCTION_LINE = 240;

    private static final int LAMBDA_LINES = 500;
    private static final int ACCESS_LINE = 330;
    private static final int PER_LINE = 26;

    /// Bytes of a frame to a client, with a text of 500 characters or without.
    private static final int FRAME_OUT = 500;

    private final Map<String, Double> parts = new LinkedHashMap<>();

    /// How the logs are kept.
    enum Logs {
        STANDARD,
        /// `logClass=infrequent`, `systemLogLevel=warn`
        REDUCED
    }

    /// The bill of one action.
    ///
    /// @param gigabyteSeconds the assumed duration of its invocations, times their memory
    /// @param accessLines the lines of the gateway's log
    Bill(Usage usage, double gigabyteSeconds, int accessLines, Logs logs) {
        parts.put("API Gateway messages", usage.messages() * Prices.MESSAGE);
        parts.put("DynamoDB writes", usage.writes() * Prices.WRITE_UNIT);
        parts.put("DynamoDB reads", usage.reads() * Prices.READ_UNIT);
        parts.put("Lambda requests", usage.invocations() * Prices.INVOCATION);
        parts.put("Lambda duration", gigabyteSeconds * GB_SECOND);
        parts.put("logs", logs(usage.invocations(), accessLines, logs));
        parts.put("data transfer", usage.out() * FRAME_OUT / GB * TRANSFER);
    }

    private static double logs(double invocations, int accessLines, Logs logs) {
        double bytes =
                invocations * (FUNCTION_LINE + PER_LINE) + accessLines * (ACCESS_LINE + PER_LINE);
        return switch (logs) {
            case STANDARD ->
                    (bytes + invocations * (LAMBDA_LINES + 2 * PER_LINE)) / GB * LOGS_STANDARD;
            case REDUCED -> bytes / GB * LOGS_INFREQUENT;
        };
    }

    /// Dollars by part.
    Map<String, Double> parts() {
        return parts;
    }

    double total() {
        return parts.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
