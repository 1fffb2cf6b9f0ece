package chat.local.dev;

import chat.local.dev.Colours.Emphasis;
import chat.local.gateway.Access;
import chat.local.gateway.AccessLog;
import chat.local.lambda.InvocationResult;
import chat.local.mapping.Batch;
import chat.local.mapping.MappingListener;
import chat.local.template.EventSourceMapping;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// One log line for each handshake, message, closed connection, management API call, and stream or
/// queue batch. It never contains a message, a header, a query or a token.
///
/// Failures are red and include the reason; requests to a closed connection are yellow.
public final class RequestLog implements AccessLog, MappingListener, AutoCloseable {
    private static final String GONE = "410";
    private static final Access.Caller NOBODY = new Access.Caller("", Optional.empty());

    private final LineWriter lines;
    private final Colours colours;
    private final boolean failuresOnly;
    private final Clock clock;
    private final DateTimeFormatter time;
    private final AtomicBoolean titled;

    /// The requests to log.
    public enum Detail {
        /// All requests.
        ALL,
        /// Failures only.
        FAILURES
    }

    private RequestLog(PrintStream out, Colours colours, Detail detail, Clock clock) {
        this.lines = new LineWriter(out);
        this.colours = colours;
        this.failuresOnly = detail == Detail.FAILURES;
        this.clock = clock;
        this.time = DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(clock.getZone());
        this.titled = new AtomicBoolean(failuresOnly);
    }

    /// Creates a log on a stream, which it does not close.
    public static RequestLog on(PrintStream out, Colours colours, Detail detail) {
        return new RequestLog(out, colours, detail, Clock.system(ZoneId.systemDefault()));
    }

    /// Creates a log of all requests with another clock.
    static RequestLog on(PrintStream out, Colours colours, Clock clock) {
        return new RequestLog(out, colours, Detail.ALL, clock);
    }

    /// A stream for the output of functions. Its lines appear among those of the log, dimmed.
    public PrintStream forFunctions() {
        return new PrintStream(new LineStream(this::print), false, StandardCharsets.UTF_8);
    }

    @Override
    public void done(Access access) {
        boolean gone = access.outcome().status().equals(GONE);
        Emphasis failed = gone ? Emphasis.WARNING : Emphasis.FAILURE;
        write(
                access.outcome().failure().isEmpty() ? Emphasis.NONE : failed,
                new RequestLine(
                        access.kind().name().toLowerCase(Locale.ROOT),
                        access.route(),
                        access.caller(),
                        access.outcome().status(),
                        access.took(),
                        access.size(),
                        access.outcome().failure().orElse("")));
    }

    @Override
    public void invoked(EventSourceMapping mapping, Batch batch) {
        write(
                batch.failed() == 0 ? Emphasis.NONE : Emphasis.FAILURE,
                new RequestLine(
                        Batches.kind(mapping),
                        mapping.functionName(),
                        NOBODY,
                        outcome(batch),
                        batch.took(),
                        new Access.Size(batch.eventBytes(), 0),
                        remark(mapping, batch)));
    }

    @Override
    public void discarded(EventSourceMapping mapping, Discarded discarded) {
        write(
                Emphasis.FAILURE,
                new RequestLine(
                        Batches.kind(mapping),
                        mapping.functionName(),
                        NOBODY,
                        "discarded",
                        Duration.ZERO,
                        new Access.Size(0, 0),
                        "%d of %s from %s on: %s"
                                .formatted(
                                        discarded.records(),
                                        Batches.source(mapping),
                                        discarded.firstSequenceNumber(),
                                        discarded.condition())));
    }

    /// Writes the pending lines.
    @Override
    public void close() {
        lines.close();
    }

    private void write(Emphasis emphasis, RequestLine line) {
        if (failuresOnly && emphasis != Emphasis.FAILURE) {
            return;
        }
        Instant now = clock.instant();
        if (titled.compareAndSet(false, true)) {
            lines.add(() -> colours.paint(Emphasis.LESS, "time          " + RequestLine.TITLES));
        }
        lines.add(
                () ->
                        colours.paint(Emphasis.LESS, time.format(now))
                                + "  "
                                + colours.paint(emphasis, line.text()));
    }

    private void print(String line) {
        lines.add(() -> colours.paint(Emphasis.LESS, line));
    }

    private static String outcome(Batch batch) {
        return switch (batch.result()) {
            case InvocationResult.Returned _ when batch.failed() == 0 -> "ok";
            case InvocationResult.Returned _ -> "partial";
            case InvocationResult.Failed _ -> "error";
            case InvocationResult.TimedOut _ -> "timeout";
            case InvocationResult.NotFound _ -> "missing";
        };
    }

    private static String remark(EventSourceMapping mapping, Batch batch) {
        String given =
                "%d of %s%s"
                        .formatted(
                                batch.records(),
                                Batches.source(mapping),
                                batch.again() ? ", retry" : "");
        return switch (batch.result()) {
            case InvocationResult.Returned _ when batch.failed() == 0 -> given;
            case InvocationResult.Returned _ -> given + ", " + batch.failed() + " failed";
            case InvocationResult.Failed(String type, String message) ->
                    given + ": " + type + ": " + message;
            case InvocationResult.TimedOut _ -> given + ": the function timed out";
            case InvocationResult.NotFound _ -> given + ": there is no such function";
        };
    }
}
