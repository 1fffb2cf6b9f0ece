package chat.functions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

final class RequestLogTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final RequestLog log =
            new RequestLog(new PrintStream(written, true, StandardCharsets.UTF_8));

    @Test
    void aRequestIsLoggedAsOneLineOfJson() {
        log.write("c1", "alice", "sendMessage", "Accepted", Duration.ofMillis(12));

        assertThat(lines())
                .containsExactly(
                        "{\"level\":\"INFO\",\"connection\":\"c1\",\"user\":\"2bd806c97f0e00af\","
                                + "\"frame\":\"sendMessage\",\"outcome\":\"Accepted\",\"ms\":12}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice\n{\"user\":\"bob\"}",
                "alice\r\n",
                "alice\",\"user\":\"bob",
                "\\",
                "\u0000\u001b[2J",
                "\u0085"
            })
    void noValueCanInjectALogLineOrField(String odd) {
        log.write(odd, odd, odd, odd, Duration.ZERO);

        assertThat(lines()).hasSize(1);
        assertThat(LambdaRuntime.fields(lines().getFirst()))
                .isEqualTo(
                        Map.of(
                                "level",
                                "INFO",
                                "connection",
                                odd,
                                "user",
                                RequestLog.hash(odd),
                                "frame",
                                odd,
                                "outcome",
                                odd,
                                "ms",
                                0));
    }

    @Test
    void aFailureIsLoggedAsOneLineWithCauseAndLocation() {
        log.failure("deliver", "r1", new IllegalStateException("first line\nsecond line"));

        assertThat(lines()).hasSize(1);
        assertThat(LambdaRuntime.fields(lines().getFirst()))
                .containsEntry("level", "ERROR")
                .containsEntry("frame", "deliver")
                .containsEntry("record", "r1")
                .containsEntry("outcome", "failed")
                .containsEntry("cause", "java.lang.IllegalStateException: first line\nsecond line")
                .hasEntrySatisfying(
                        "at",
                        at ->
                                assertThat(((List<?>) at).getFirst().toString())
                                        .contains("aFailureIsLoggedAsOneLineWithCauseAndLocation"));
    }

    @Test
    void onlyTheFirstInvocationOfAProcessIsAColdStart() {
        for (int i = 0; i < 3; i++) {
            log.in(null).write("c1", "alice", "ack", "done", Duration.ZERO);
        }

        assertThat(lines())
                .extracting(line -> LambdaRuntime.fields(line).get("coldStart"))
                .containsExactly(true, false, false);
    }

    @Test
    void aUserIsNamedByAHashOnlyAndNobodyByNothing() {
        assertThat(RequestLog.hash("alice"))
                .isEqualTo("2bd806c97f0e00af")
                .isNotEqualTo(RequestLog.hash("bob"));
        assertThat(RequestLog.hash("")).isEmpty();
    }

    private List<String> lines() {
        return List.of(written.toString(StandardCharsets.UTF_8).split("\n"));
    }
}
