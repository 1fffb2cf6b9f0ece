package chat.local.dev;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.local.dev.RequestLog.Detail;
import chat.local.gateway.Access;
import chat.local.gateway.Access.Kind;
import chat.local.lambda.InvocationResult;
import chat.local.lambda.InvocationResult.Failed;
import chat.local.lambda.InvocationResult.Returned;
import chat.local.mapping.Batch;
import chat.local.mapping.MappingListener.Discarded;
import chat.local.template.EventSourceMapping;
import chat.local.template.EventSourceMapping.QueueSource;
import chat.local.template.EventSourceMapping.TableStream;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

class RequestLogTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-01-15T12:34:56.789Z"), ZoneOffset.UTC);
    private static final Colours PLAIN = new Colours(false);
    private static final Colours COLOURED = new Colours(true);
    private static final String RED = "\u001b[31m";

    @Test
    void columnsAreAlignedUnderTheirTitles() {
        List<String> lines =
                lines(
                        PLAIN,
                        log -> {
                            log.done(access(Kind.CONNECT, "$connect", "101", Optional.empty()));
                            log.done(access(Kind.MESSAGE, "sendMessage", "200", Optional.empty()));
                            log.invoked(STREAM, batch(3, 0, new Returned("null")));
                        });

        assertThat(String.join("\n", lines))
                .isEqualTo(
                        """
                        time          event       route, function     conn.   principal     outcome           ms        in       out
                        12:34:56.789  connect     $connect            AbCdEf  alice         101             12.3     120 B    1.5 KB
                        12:34:56.789  message     sendMessage         AbCdEf  alice         200             12.3     120 B    1.5 KB
                        12:34:56.789  stream      Deliver                                   ok               4.0     700 B            3 of Connections\
                        """);
    }

    @Test
    void aFailureIsRedWithItsReasonInTheSameLine() {
        var why = Optional.of("java.lang.IllegalStateException: no such table");

        List<String> lines =
                lines(COLOURED, log -> log.done(access(Kind.MESSAGE, "ack", "error", why)));

        assertThat(lines.getLast())
                .contains(RED + "message     ack")
                .endsWith("java.lang.IllegalStateException: no such table\u001b[0m");
    }

    @Test
    void aConnectionThatIsGoneIsYellow() {
        var gone = access(Kind.POST, "@connections", "410", Optional.of("GoneException"));

        assertThat(lines(COLOURED, log -> log.done(gone)).getLast())
                .contains("\u001b[33mpost")
                .doesNotContain(RED);
    }

    @Test
    void aBatchsLineNamesItsFailures() {
        List<String> lines =
                lines(
                        PLAIN,
                        log -> {
                            log.invoked(STREAM, batch(3, 3, new Failed("Poison", "no")));
                            log.invoked(QUEUE, batch(2, 1, new Returned("…")));
                            log.invoked(QUEUE, batch(2, 2, new InvocationResult.TimedOut()));
                            log.discarded(
                                    STREAM, new Discarded(3, "000017", "RetryAttemptsExhausted"));
                        });

        assertThat(lines.get(1)).contains("stream", "error", "3 of Connections: Poison: no");
        assertThat(lines.get(2)).contains("queue", "partial", "2 of Redelivery.fifo, 1 failed");
        assertThat(lines.get(3)).contains("timeout", "the function timed out");
        assertThat(lines.get(4))
                .contains("discarded", "3 of Connections from 000017 on: RetryAttemptsExhausted");
    }

    @Test
    void quietShowsFailuresOnly() {
        var out = new ByteArrayOutputStream();
        try (var log = RequestLog.on(new PrintStream(out, true, UTF_8), PLAIN, Detail.FAILURES)) {
            log.done(access(Kind.MESSAGE, "ack", "200", Optional.empty()));
            log.done(access(Kind.GET, "@connections", "410", Optional.of("GoneException")));
            log.done(access(Kind.CONNECT, "$connect", "403", Optional.of("denied")));
        }

        assertThat(out.toString(UTF_8).lines()).singleElement().asString().contains("denied");
    }

    @Test
    void textOfClientsAndFunctionsCannotBreakTheLine() {
        var caller =
                new Access.Caller("\u001b[2J\n", Optional.of("a\u001b[31m\nvery-long-principal"));
        var access =
                new Access(
                        Kind.CONNECT,
                        "$connect",
                        caller,
                        new Access.Outcome(
                                "500", Optional.of("token eyJhbGciOiJSUzI1NiJ9.e30.x\nfake")),
                        Duration.ofMillis(1),
                        new Access.Size(0, 0));

        List<String> lines = lines(PLAIN, log -> log.done(access));

        assertThat(lines).hasSize(2);
        assertThat(lines.getLast()).doesNotContain("\u001b", "eyJ", "fake").contains("<token>");
    }

    @Test
    void outputOfFunctionsIsDimmed() {
        List<String> lines =
                lines(
                        COLOURED,
                        log -> {
                            PrintStream functions = log.forFunctions();
                            functions.println("{\"text\":\"ä\"}");
                            functions.print("two ");
                            functions.print("parts\nunfinished");
                        });

        assertThat(lines)
                .containsExactly(
                        "\u001b[2m{\"text\":\"ä\"}\u001b[0m", "\u001b[2mtwo parts\u001b[0m");
    }

    private static List<String> lines(Colours colours, Consumer<RequestLog> events) {
        var out = new ByteArrayOutputStream();
        try (var log = RequestLog.on(new PrintStream(out, true, UTF_8), colours, CLOCK)) {
            events.accept(log);
        }
        return out.toString(UTF_8).lines().toList();
    }

    private static Access access(Kind kind, String route, String status, Optional<String> why) {
        return new Access(
                kind,
                route,
                new Access.Caller("AbCdEfGhIjKlMnO=", Optional.of("alice")),
                new Access.Outcome(status, why),
                Duration.ofNanos(12_345_678),
                new Access.Size(120, 1536));
    }

    private static Batch batch(int records, int failed, InvocationResult result) {
        return new Batch(records, failed, false, 700, result, Duration.ofMillis(4));
    }

    static final EventSourceMapping STREAM =
            mapping("ConnectionsToDeliver", "Deliver", new TableStream("Connections", "LATEST"));
    static final EventSourceMapping QUEUE =
            mapping("RedeliveryToRedeliver", "Redeliver", new QueueSource("Redelivery.fifo", 20));

    private static EventSourceMapping mapping(
            String id, String function, EventSourceMapping.Source source) {
        return new EventSourceMapping(
                id,
                function,
                source,
                10,
                Duration.ZERO,
                List.of(),
                false,
                -1,
                Optional.empty(),
                true,
                1,
                Optional.empty());
    }
}
